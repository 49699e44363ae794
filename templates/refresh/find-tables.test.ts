import { describe, expect, it } from 'vitest';
import { findTables } from './find-tables.ts';
import type { GridRange, SheetGrid } from './grid-types.ts';

/** A sheet as people draw one: cells parted by |, a leading ~ joins a cell with the one left of it, a ^ with the one above. */
const sheet = (drawn: string): SheetGrid => {
  const lines = drawn
    .replace(/^\n|\n\s*$/g, '')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const merges: GridRange[] = [];
  lines.forEach((cells, row) => {
    cells.forEach((text, column) => {
      const over = merges.find(
        (one) =>
          (text === '~' && one.right === column && one.top === row) ||
          (text === '^' && one.bottom === row && one.left === column),
      );
      if (text === '~') {
        if (over) over.right = column + 1;
        else merges.push({ top: row, left: column - 1, bottom: row + 1, right: column + 1 });
      }
      if (text === '^') {
        if (over) over.bottom = row + 1;
        else merges.push({ top: row - 1, left: column, bottom: row + 1, right: column + 1 });
      }
    });
  });
  return {
    sheet: '表',
    merges,
    tables: [],
    rows: lines.map((cells) =>
      cells.map((text) => {
        if (text === '' || text === '~' || text === '^') return { value: null };
        if (text.startsWith('=')) return { value: 0, formula: text.slice(1) };
        return { value: /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text };
      }),
    ),
  };
};
const outline = (grid: SheetGrid) =>
  findTables(grid).map(({ title, kind, range, totals, headerRows }) => ({
    title,
    kind,
    range,
    totals,
    headerRows,
  }));
const fields = (grid: SheetGrid, table = 0) => findTables(grid)[table]?.matches.map((match) => match.field);

describe('finding the tables of a sheet', () => {
  it('finds one under its title and the line that names the unit, and leaves the total row and the note out', () => {
    const grid = sheet(`
      云山省数字经济目标一览表|~|~|~
      ||单位：亿元|
      地区|指标|目标值|年份
      云山省|核心产业产值|3000|2025
      临江市|软件业务收入|800|2025
      合计||=SUM(C4:C5)|
      注：数据来自公开文件|||
    `);
    expect(outline(grid)).toEqual([
      {
        title: '云山省数字经济目标一览表',
        kind: 'target',
        range: { top: 2, left: 0, bottom: 5, right: 4 },
        totals: [5],
        headerRows: 1,
      },
    ]);
    expect(fields(grid)).toEqual(['region', 'indicator', 'value', 'by']);
  });

  it('reads a header of two lines with merged cells as one', () => {
    const grid = sheet(`
      序号|指标名称|2020年|~|2025年|~
      ^|^|数值|单位|目标值|完成时限
      1|核心产业产值|1200|亿元|3000|2025
      2|技术中心|10|家|20|2025
    `);
    const [table] = findTables(grid);
    expect(table?.headers).toEqual([
      '序号',
      '指标名称',
      '2020年 数值',
      '2020年 单位',
      '2025年 目标值',
      '2025年 完成时限',
    ]);
    expect(table).toMatchObject({ top: 0, headerRows: 2, range: { top: 1, left: 0, bottom: 4, right: 6 } });
    expect(table?.matches.map((match) => match.field)).toEqual([
      null,
      'indicator',
      'baselineValue',
      'unit',
      'value',
      'by',
    ]);
    expect(table?.matches[4]?.year).toBe('2025');
  });

  it('tells tables stacked on one sheet apart, each of its own kind', () => {
    const grid = sheet(`
      一、目标||||
      指标|目标值|单位|年份|
      核心产业产值|3000|亿元|2025|
      技术中心|20|家|2025|
      小计|3020|||
      ||||
      二、资金||||
      资金名称|资金类型|金额|单位|备注
      云山省产业引导基金|引导基金|100|亿元|已核
      ||||
      ||||
      三、园区||||
      园区名称|园区类型|所在地||
      临江高新区|高新区|临江市||
    `);
    expect(outline(grid)).toMatchObject([
      { title: '一、目标', kind: 'target', range: { top: 1, bottom: 4 }, totals: [4] },
      { title: '二、资金', kind: 'fund', range: { top: 7, bottom: 9 } },
      { title: '三、园区', kind: 'park', range: { top: 12, bottom: 14, right: 3 } },
    ]);
  });

  it('tells tables beside each other apart, and bridges a blank column inside one', () => {
    const beside = sheet(`
      指标|目标值||指标|目标值
      甲项产值|1||乙项产值|2
      丙项产值|3||丁项产值|4
    `);
    expect(findTables(beside).map(({ range }) => [range.left, range.right])).toEqual([
      [0, 2],
      [3, 5],
    ]);
    const gap = sheet(`
      指标|目标值||单位|年份
      甲项产值|1||亿元|2025
      乙项产值|3||亿元|2025
    `);
    expect(findTables(gap).map(({ range }) => [range.left, range.right])).toEqual([[0, 5]]);
  });

  it('goes on over a blank row and a heading of hers, and stops at the notes', () => {
    const grid = sheet(`
      指标|目标值|单位
      一、产业规模|~|~
      甲项产值|1|亿元
      ||
      二、创新平台|~|~
      技术中心|20|家
      ||
      填表人：王分析||
    `);
    expect(outline(grid)).toMatchObject([{ range: { top: 0, bottom: 6 } }]);
  });

  it('takes the tables that the workbook knows as they are', () => {
    const grid = {
      ...sheet(`
        指标|目标值
        甲项产值|1
        合计|1
      `),
      tables: [{ name: '目标表', range: { top: 0, left: 0, bottom: 3, right: 2 }, totals: true }],
    };
    expect(findTables(grid)).toMatchObject([
      { name: '目标表', range: { top: 0, bottom: 2 }, totals: [2], kind: 'target' },
    ]);
  });

  it('finds no table in prose, in a list of figures or on a blank sheet', () => {
    expect(findTables(sheet('云山省数字经济专题\n目标是三千亿元。\n2021|12.5|3'))).toEqual([]);
    expect(findTables(sheet(''))).toEqual([]);
  });
});
