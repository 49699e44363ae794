import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { html, safeHref } from './html.ts';

interface Node {
  nodeName: string;
  value?: string;
  attrs?: { name: string; value: string }[];
  childNodes?: Node[];
}
const first = (markup: string): Node => (parseFragment(markup) as unknown as Node).childNodes?.[0] as Node;
/** HTML itself reads a carriage return as a line feed and drops NUL; neither carries markup. */
const asHtmlReads = (text: string) => text.replace(/\r\n?/g, '\n').replaceAll('\0', '');

describe('html', () => {
  it('keeps any text a text, between tags and in attributes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const element = first(html`<p title="${text}">${text}</p>`.toString());
        expect(element.nodeName).toBe('p');
        expect(
          (element.childNodes ?? []).map(({ nodeName }) => nodeName).filter((n) => n !== '#text'),
        ).toEqual([]);
        expect((element.childNodes ?? []).map(({ value }) => value).join('')).toBe(asHtmlReads(text));
        expect(element.attrs).toHaveLength(1);
      }),
    );
  });

  it('escapes what would be markup', () => {
    expect(html`<p>${'<script>alert(1)</script>'}</p>`.toString()).toBe(
      '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>',
    );
    expect(html`<a title="${`"'><b>`}">`.toString()).toBe('<a title="&quot;&#39;&gt;&lt;b&gt;">');
  });

  it('nests, joins lists, and leaves nothing for null, undefined and false', () => {
    const items = ['a', '<b>'].map((text) => html`<li>${text}</li>`);
    expect(html`<ul>${items}${null}${undefined}${false}${0}</ul>`.toString()).toBe(
      '<ul><li>a</li><li>&lt;b&gt;</li>0</ul>',
    );
  });

  it('takes no object for markup that only looks like it', () => {
    const fake = { toString: () => '<script>' } as unknown as string;
    expect(html`${fake}`.toString()).toBe('&lt;script&gt;');
  });
});

describe('safeHref', () => {
  it.each(['https://www.gov.example/a?b=c', 'http://gov.example', '/documents/doc_1'])(
    'takes %s',
    (address) => {
      expect(safeHref(address)).toBe(address);
    },
  );
  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,x',
    '//host',
    '/\\host',
    'doc.html',
    '',
  ])('refuses %j', (address) => {
    expect(safeHref(address)).toBeNull();
  });
});
