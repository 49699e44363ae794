import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldOf } from '../../service/records/catalogue.ts';
import { isoOfSerial, serialOfIso } from './dates.ts';
import { readValue, sameValue, type ValueField } from './values.ts';

const number: ValueField = { type: 'number' };
const date: ValueField = { type: 'date' };
const deadline: ValueField = { type: 'deadline' };
const text: ValueField = { type: 'text' };
const comparator = fieldOf('target', 'comparator') ?? text;

describe('values compare as values', () => {
  it.each([
    [3000, '3,000', number],
    [3000, ' 3 000 ', number],
    [3000, '３，０００', number],
    [-1.5, '−1.5', number],
    [0.3, 0.1 + 0.2, number],
    [95, '95%', number],
    [0.95, '95％', number],
    [1e6, '1e6', number],
    ['2018-08-01', 43313, date],
    ['2018-08-01', 43313.75, date],
    ['2018-08-01', '2018年8月1日', date],
    ['2018-08-01', '2018/8/1', date],
    ['2018-08-01', '20180801', date],
    ['2018-08-01', '2018-08-01T10:00:00Z', date],
    ['2020', 2020, deadline],
    ['2020', '2020年', deadline],
    ['2019-06', '2019年6月底', deadline],
    ['2019-12', '2019年底', deadline],
    ['2019-06', 43617, deadline],
    ['云山省', ' 云山省　', text],
    ['ABC(1)', 'ＡＢＣ（1）', text],
    ['2018', 2018, text],
    [null, '', text],
    [null, '   ', number],
    [true, '是', { type: 'boolean' }],
    [true, 'TRUE', { type: 'boolean' }],
    [false, '否', { type: 'boolean' }],
    [false, 0, { type: 'boolean' }],
    ['不低于', 'At Least', comparator],
    ['电子、软件', '电子，软件', { type: 'list' }],
    ['电子、软件', '电子\n软件', { type: 'list' }],
  ] as const)('%j and %j are one value', (a, b, field) => {
    expect(sameValue(a, b, field)).toBe(true);
    expect(sameValue(b, a, field)).toBe(true);
  });

  it.each([
    [3000, 300, number],
    [3000, '3,000家', number],
    [95, '96%', number],
    [0, null, number],
    [1, true, number],
    ['2018-08-01', '2018年8月2日', date],
    ['2018-08-01', '2018-02-30', date],
    ['2020', '2020-12', deadline],
    ['2020', '2021年', deadline],
    ['2019-06', '2019-13', deadline],
    ['云山省', '云山', text],
    [false, null, { type: 'boolean' }],
    ['不低于', '不超过', comparator],
    ['电子、软件', '软件、电子', { type: 'list' }],
  ] as const)('%j and %j are two values', (a, b, field) => {
    expect(sameValue(a, b, field)).toBe(false);
    expect(sameValue(b, a, field)).toBe(false);
  });

  it('a workbook that counts from 1904 has its own serial numbers', () => {
    expect(serialOfIso('2018-08-01', true)).toBe(43313 - 1462);
    expect(sameValue('2018-08-01', 43313 - 1462, date, true)).toBe(true);
    expect(sameValue('2018-08-01', 43313, date, true)).toBe(false);
  });

  it('every day between 1901 and 2200 survives the way to a serial number and back', () => {
    const days = fc.date({ min: new Date('1901-01-01'), max: new Date('2200-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.boolean(), (day, date1904) => {
        fc.pre(!date1904 || day.getUTCFullYear() > 1904);
        const iso = day.toISOString().slice(0, 10);
        const serial = serialOfIso(iso, date1904);
        expect(serial === null ? null : isoOfSerial(serial, date1904)).toBe(iso);
      }),
    );
  });

  it('comparing is symmetric and every value equals itself, whatever stands in the cell', () => {
    const cell = fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null));
    const field = fc.constantFrom<ValueField>(number, date, deadline, text, { type: 'list' }, comparator);
    fc.assert(
      fc.property(cell, cell, field, (a, b, type) => {
        expect(sameValue(a, a, type)).toBe(true);
        expect(sameValue(a, b, type)).toBe(sameValue(b, a, type));
      }),
    );
  });

  it('what cannot be read in the type of the column stays text', () => {
    expect(readValue('约三千', number)).toBe('约三千');
    expect(readValue('明年', deadline)).toBe('明年');
    expect(readValue('看情况', { type: 'boolean' })).toBe('看情况');
  });
});
