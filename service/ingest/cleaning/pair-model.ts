import { gbkCodes } from './gbk-codes.ts';

/** Words of official prose, simplified and traditional, that a short text may have only where it is damaged. */
const commonWords =
  '规模 規模 应用 應用 发展 發展 快速 增长 增長 企业 企業 产业 產業 创新 創新 建设 建設 重点 重點 技术 技術 服务 服務 经济 經濟 社会 社會 国家 國家 加强 加強 提升 推动 推動 完善 支持 培育 打造 示范 示範 智能 数据 數據 网络 網絡 信息 互联 互聯 联网 聯網 “双 “雙 ，以 。“ 模化';

/** Marks may stand after any character, seen there or not. */
const mark = /[，。、；：]/;
const unseenMark = -5;

export interface PairModel {
  /** Characters of the text that GBK has, with their codes. */
  characters: readonly { character: string; code: number }[];
  /** Natural logarithm of how likely `second` follows `first`; null where that is never seen. */
  likelihood: (first: string, second: string) => number | null;
}

/** How often which character follows which in a text. */
export const pairModelOf = (text: string): PairModel => {
  const pairs = new Map<string, number>();
  const singles = new Map<string, number>();
  const count = (sample: string): void => {
    for (let i = 0; i < sample.length; i++) {
      const character = sample[i] ?? '';
      singles.set(character, (singles.get(character) ?? 0) + 1);
      const pair = sample.slice(i, i + 2);
      if (pair.length === 2) pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
  };
  // Marks are full-width in GBK; many scrapes have narrowed them.
  count(text.replace(/[,;:!?]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0)));
  for (const word of commonWords.split(' ')) count(word);
  const { codeOf } = gbkCodes();
  const characters = [...singles.keys()].flatMap((character) => {
    const code = codeOf.get(character);
    return code === undefined ? [] : [{ character, code }];
  });
  return {
    characters,
    likelihood: (first, second) => {
      const seen = pairs.get(first + second);
      if (seen === undefined && mark.test(second)) return unseenMark;
      return seen === undefined ? null : Math.log(seen / (singles.get(first) ?? seen));
    },
  };
};
