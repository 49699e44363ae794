import { describe, expect, it } from 'vitest';
import { shortDepartmentsIn } from './short-departments.ts';

describe('departments by their line of work', () => {
  it.each([
    ['发改、财政等部门', ['发改部门', '财政部门']],
    ['市工业和信息化、科技等相关部门', ['市工业和信息化部门', '市科技部门']],
    ['水务、生态环境、应急管理部门', ['水务部门', '生态环境部门', '应急管理部门']],
    ['县财政和税务部门', ['县财政部门', '县税务部门']],
    ['住建、金融办等部门', ['住建部门', '金融办']],
  ])('%s', (text, names) => {
    expect(shortDepartmentsIn(text)).toEqual(names);
  });

  it.each([['财政部门'], ['各级发改、财政等部门'], ['研发、生产等部门'], ['发改、销售等部门'], ['有关部门']])(
    'are not named by %s',
    (text) => {
      expect(shortDepartmentsIn(text)).toEqual([]);
    },
  );
});
