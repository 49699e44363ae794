/** Words with which a notice passes on a document that has a title of its own. */
const forwarding = /(?:印发|转发|下发|发布|公布|颁布)/;

/** Whether a title is that of a notice that only forwards another document. */
export const isForwardingTitle = (title: string): boolean =>
  /通知(?:[(（][^()（）]*[)）])?$/.test(title) &&
  new RegExp(`关于(?:批准)?${forwarding.source}|${forwarding.source}《|${forwarding.source}.{4,}的通知`).test(
    title,
  );

/** Whether a forwarding title names several documents. */
export const namesSeveral = (title: string): boolean =>
  /等[\d一二三四五六七八九十两]+(?:个|项|件|份)/.test(title) ||
  ((title.match(/《/g)?.length ?? 0) >= 2 && /》(?:、|和|及|与)?《/.test(title)) ||
  /系列(?:文件|政策)/.test(title);

/**
 * The name of the instrument within the title of the notice that forwards it: 关于印发X的通知 → X,
 * 关于转发某局拟定的《X》的通知 → X.
 */
export const instrumentNamedIn = (title: string): string | null => {
  const quoted = title.match(
    /(?:印发|转发|下发|发布|公布|颁布)[^《》]{0,30}《(.+)》(?!(?:确定的|提出的|重点|主要|量化|目标|任务)[^《》]{2,})[^《》]{0,30}的?通知/,
  );
  if (quoted) return quoted[1] ?? null;
  const plain = title.match(
    /(?:印发|转发|下发|发布|公布|颁布)(?:新修订的|修订后的)?(.{4,}?)的?通知(?:[(（][^()（）]*[)）])?$/,
  );
  return plain?.[1]?.replace(/^(?:《)(.*)(?:》)$/, '$1') ?? null;
};

/** The instrument that an order puts in force: 《X》已经省政府常务会议通过，现予公布. */
export const instrumentOrdered = (opening: string): string | null =>
  opening.match(/^《([^《》\n]{4,80})》[^。\n]{0,80}现予(?:公布|发布)/m)?.[1] ?? null;
