import type { TracedText } from '../traced-text.ts';

/** Radicals that have the shape of a simplified character, in pairs; Unicode does not fold those of its supplement. */
const supplement =
  '⺁厂⺇几⺌小⺎兀⺒巳⺓幺⺔彐⺗心⺙攵⺜日⺝月⺟母⺠民⺡氵⺢水⺣灬⺥爫⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罒⺲罒⺳网⺶羊⺷羊⺸羊⺹老⺺聿⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟⼾户';
const plain = new Map<string, string>();
for (let i = 0; i + 1 < supplement.length; i += 2) plain.set(supplement[i] ?? '', supplement[i + 1] ?? '');

/**
 * Puts characters for the radicals of the same shape (⼈ for 人), which stand in the text layer of many a .pdf, because
 * its font shows both by one glyph.
 */
export const replaceRadicals = (text: TracedText): TracedText =>
  text.replace(/[\u2e80-\u2fd5]/g, ([radical = '']) => plain.get(radical) ?? radical.normalize('NFKC'));
