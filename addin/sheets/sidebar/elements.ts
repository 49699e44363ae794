/** Elements of the page. Text goes in as text only: nothing here reads markup. */

type Child = Node | string | null | false;
interface Properties {
  class?: string;
  id?: string;
  type?: string;
  name?: string;
  value?: string;
  checked?: boolean;
  disabled?: boolean;
  href?: string;
  lang?: string;
  role?: string;
  label?: string;
  data?: Readonly<Record<string, string>>;
  onClick?: () => void;
  onChange?: (element: HTMLInputElement) => void;
}

export const h = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties,
  ...children: readonly (Child | readonly Child[])[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  const {
    class: names,
    label,
    data = {},
    onClick,
    onChange,
    href,
    checked,
    disabled,
    ...attributes
  } = properties;
  if (names) element.className = names;
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) element.setAttribute(name, value);
  for (const [name, value] of Object.entries(data)) element.dataset[name] = value;
  if (label !== undefined) element.setAttribute('aria-label', label);
  // An address that came with data opens outside and tells nothing of this page.
  if (href !== undefined && element instanceof HTMLAnchorElement && /^https?:\/\//i.test(href)) {
    element.href = href;
    element.target = '_blank';
    element.rel = 'noopener noreferrer';
  }
  if (element instanceof HTMLInputElement && checked !== undefined) element.checked = checked;
  if (disabled && 'disabled' in element) element.disabled = true;
  if (onClick) element.addEventListener('click', onClick);
  if (onChange && element instanceof HTMLInputElement)
    element.addEventListener('change', () => onChange(element));
  element.append(
    ...children.flat().filter((child): child is Node | string => child !== null && child !== false),
  );
  return element;
};

export const button = (text: string, onClick: () => void, look: 'primary' | 'plain' | 'small' = 'plain') =>
  h('button', { type: 'button', class: look, onClick }, text);

/** A section that can be folded, with its count. */
export const fold = (
  id: string,
  title: string,
  count: number,
  isOpen: boolean,
  ...content: readonly Child[]
) => {
  const details = h(
    'details',
    { data: { section: id } },
    h('summary', {}, h('span', {}, title), h('span', { class: `badge ${id}` }, String(count))),
    ...content,
  );
  details.open = isOpen;
  return details;
};
