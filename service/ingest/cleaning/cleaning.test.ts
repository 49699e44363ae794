import { describe, expect, it } from 'vitest';
import { TracedText } from '../traced-text.ts';
import { joinBrokenLines } from './broken-lines.ts';
import { breakFlattenedParagraphs } from './flattened-paragraphs.ts';
import { breakGluedHeadings } from './glued-headings.ts';
import { dropInvisible } from './invisible-characters.ts';
import { unifyLineEnds } from './line-ends.ts';
import { repairMisreadCharacters } from './misread-characters.ts';
import { dropPageNumbers } from './page-numbers.ts';
import { dropPinyin } from './pinyin.ts';
import { type CleaningStep, clean } from './pipeline.ts';
import { dropRunningHeads } from './running-heads.ts';
import { breakAfterSalutation } from './salutation.ts';
import { dropScriptLeftovers } from './script-leftovers.ts';
import { simplify } from './simplified-characters.ts';
import { tidySpaces } from './spaces.ts';
import { dropTableLeftovers } from './table-leftovers.ts';
import { dropTableOfContents } from './table-of-contents.ts';
import { dropTemplateLeftovers } from './template-leftovers.ts';
import { joinVerticalText } from './vertical-text.ts';

const by = (step: CleaningStep, text: string): string => step(TracedText.ofSource(text)).text;

describe('cleaning', () => {
  it('makes every line end the same', () => {
    expect(by(unifyLineEnds, '甲\r\n乙\r丙\u2028丁')).toBe('甲\n乙\n丙\n丁');
  });

  it('drops what nobody sees and makes hard spaces plain', () => {
    expect(by(dropInvisible, '\ufeff甲\u200b乙\u00a0丙\t丁\ue123')).toBe('甲乙 丙 丁');
  });

  it('drops the question mark that a lost blank left behind a paragraph, and no other', () => {
    expect(by(dropInvisible, '由市科技局负责。　?\n谁来负责?\n')).toBe('由市科技局负责。　\n谁来负责?\n');
  });

  it('drops what a script left around a page', () => {
    expect(by(dropScriptLeftovers, 'text: `\n正文\n`,').trim()).toBe('正文');
  });

  it('drops the bars of an emptied table and keeps a row of values', () => {
    expect(by(dropTableLeftovers, '标题 |\n|||\n|\n指标 | 2025年 | 50').split('\n').filter(Boolean)).toEqual([
      '标题',
      '指标 | 2025年 | 50',
    ]);
  });

  it('drops placeholders that were never filled', () => {
    expect(by(dropTemplateLeftovers, '阅读: {{ h123 }}次')).toBe('阅读: 次');
  });

  it('drops readings behind characters where there are many, and keeps the one that a text means', () => {
    expect(by(dropPinyin, '現(xiàn)代農(nóng)業(yè)')).toBe('現代農業');
    expect(by(dropPinyin, '亳(bó)州市')).toBe('亳(bó)州市');
    expect(by(dropPinyin, '自动导引车(AGV)、企业(SMEs)、平台(ERP)')).toBe(
      '自动导引车(AGV)、企业(SMEs)、平台(ERP)',
    );
  });

  it('turns traditional script into simplified, one character for one', () => {
    const text = '為發展經濟，實施國家戰略，著力建設網絡';
    const simple = simplify(TracedText.ofSource(text));
    expect(simple.text).toBe('为发展经济，实施国家战略，着力建设网络');
    expect(simple.runs()).toEqual([
      { clean: 0, length: text.length, source: 0, sourceLength: text.length, exact: true },
    ]);
  });

  it('leaves characters alone that a text in simplified script shares with traditional script', () => {
    const text = '成效显著，乾隆年间的著作，馀量不计。';
    expect(by(simplify, text)).toBe(text);
  });

  describe('of runs that were read one byte out of step', () => {
    it('finds the characters again, those of which one byte is left by their neighbours', () => {
      const before = '推动规模化发展。规模化应用';
      // 规[模化发]展: C4|A3 BB|AF B7|A2 with the first byte lost: ？A3BB AFB7 → ？；…
      expect(by(repairMisreadCharacters, `${before}取得突破,新兴产业规??焖僭鲩L,`)).toContain(
        '规模快速增長,',
      );
    });

    it('keeps a question that is asked, and a run that nothing explains', () => {
      for (const text of [
        '谁来负责?由省科技厅负责。',
        '怎么办?！马上办',
        '钱从哪里来?一靠财政,二靠社会资本。',
      ])
        expect(by(repairMisreadCharacters, text)).toBe(text);
    });
  });

  it('drops the line that stands at the top of every page', () => {
    const pages = '云山省文件\n第一页\n\f云山省文件\n第二页\n\f云山省文件\n第三页\n\f云山省文件\n';
    expect(by(dropRunningHeads, pages)).not.toContain('云山省文件');
    expect(by(dropRunningHeads, '甲\n\f乙\n丙\n\f丁')).toBe('甲\n\f乙\n丙\n\f丁');
  });

  it('drops page numbers and page breaks, and keeps numbers that belong to the text', () => {
    expect(by(dropPageNumbers, '前半句\n— 3 —\n\n\f后半句')).toBe('前半句\n后半句');
    expect(by(dropPageNumbers, '前半句\n12\n\f后半句')).toBe('前半句\n后半句');
    expect(by(dropPageNumbers, '到2025年达到\n3000\n家')).toBe('到2025年达到\n3000\n家');
    expect(by(dropPageNumbers, '电话 12345\n\f下一页')).toBe('电话 12345\n下一页');
  });

  it('drops a table of contents, with dot leaders or by its repeated headings', () => {
    const body = '第一章 总则\n正文一\n第二章 设施\n正文二';
    expect(
      by(dropTableOfContents, `目 录\n第一章 总则 ........ 1\n第二章 设施 ........ 2\n${body}`).trim(),
    ).toBe(body);
    expect(by(dropTableOfContents, `目录\n第一章 总则\n第二章 设施\n${body}`).trim()).toBe(body);
    expect(by(dropTableOfContents, `建立权责目录。\n${body}`)).toBe(`建立权责目录。\n${body}`);
  });

  it('sets vertical text on one line', () => {
    expect(by(joinVerticalText, '云\n\n山\n\n省\n二〇二四年')).toBe('云山省\n二〇二四年');
  });

  it('joins the lines of a printed paragraph, and starts new ones at headings and short lines', () => {
    const full = '推动各市建设冷链物流基地完善产地预冷设施形成覆盖城';
    const text = `一、总体要求\n${Array.from({ length: 9 }, () => full).join('\n')}\n乡的网络。\n二、主要任务\n${full}\n乡的网络。`;
    expect(by(joinBrokenLines, text).split('\n')).toEqual([
      '一、总体要求',
      `${full.repeat(9)}乡的网络。`,
      '二、主要任务',
      `${full}乡的网络。`,
    ]);
  });

  it('does not join lines of a text that has a paragraph a line, though its headings are of one width', () => {
    const paragraph = '支持建设产地冷库。'.repeat(20);
    const text = Array.from(
      { length: 10 },
      (_, i) => `（${'一二三四五六七八九十'[i]}）推进冷链物流发展，提升流通效率\n${paragraph}`,
    ).join('\n');
    expect(by(joinBrokenLines, text)).toBe(text);
  });

  it('breaks a document on one line at runs of blanks', () => {
    const paragraphs = [
      '各市人民政府:',
      '为发展冷链物流,提出以下意见。'.repeat(8),
      '一、建设冷库。支持合作社建设。'.repeat(4),
      '云山省人民政府',
    ];
    expect(
      by(breakFlattenedParagraphs, `  ${paragraphs.join('   ')}   `)
        .trim()
        .split('\n'),
    ).toEqual(paragraphs);
  });

  it('does not break a sentence at a run of blanks that stands in it', () => {
    const line = `${'为发展冷链物流,改善产地预冷条件,'.repeat(6)}根据国家有关规定  和本省实际,制定本办法。  一、总则`;
    expect(by(breakFlattenedParagraphs, line).split('\n').at(-1)).toBe('一、总则');
    expect(by(breakFlattenedParagraphs, line).split('\n')).toHaveLength(2);
    expect(by(breakFlattenedParagraphs, '指标    2020年    2025年')).toBe('指标    2020年    2025年');
  });

  it('breaks a document on one line at single blanks after sentences and around headings, not within numbers', () => {
    const line = `${'为发展冷链物流,提出以下意见。 '.repeat(6)}一、工作目标 到 2025 年,建成 2 至 3 个基地。 (一)建设冷库 支持合作社。`;
    expect(by(breakFlattenedParagraphs, line).split('\n').slice(6)).toEqual([
      '一、工作目标',
      '到 2025 年,建成 2 至 3 个基地。',
      '(一)建设冷库',
      '支持合作社。',
    ]);
  });

  it('breaks before a heading that is glued to the sentence before it', () => {
    expect(by(breakGluedHeadings, '按规定执行。二、主要任务').split('\n')).toEqual([
      '按规定执行。',
      '二、主要任务',
    ]);
    expect(by(breakGluedHeadings, '达到1.5倍。其中（一）类企业').split('\n')).toHaveLength(1);
  });

  it('ends the line behind the addressees', () => {
    expect(by(breakAfterSalutation, '各市人民政府，各有关单位：现将规划印发给你们').split('\n')).toHaveLength(
      2,
    );
  });

  it('leaves no blanks at line ends, no empty lines, and no runs of blanks', () => {
    expect(by(tidySpaces, '\n　　甲  乙 \n\n\n 丙　丁\n')).toBe('甲 乙\n丙 丁');
  });

  it('does not change the marks of a text', () => {
    const text = '到2025年,建成50个(含在建);其中:甲、乙"两类"。';
    expect(clean(TracedText.ofSource(text)).text).toBe(text);
  });

  it('changes nothing that is clean already', () => {
    const text = '云山省竹业规划\n一、总体要求\n到2025年，建成50个。\n云山省人民政府\n2024年3月6日';
    expect(clean(TracedText.ofSource(text)).text).toBe(text);
  });
});
