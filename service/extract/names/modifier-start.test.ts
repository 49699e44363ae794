import { describe, expect, it } from 'vitest';
import { modifierStart } from './modifier-start.ts';

const name = (text: string, head: string): string => {
  const at = text.indexOf(head);
  return text.slice(modifierStart(text, 0, at).start, at + head.length);
};

describe('the beginning of a name', () => {
  it.each([
    ['加快建设云山大数据产业园', '产业园', '云山大数据产业园'],
    ['积极争创国家级“芯翼”双创基地', '基地', '国家级“芯翼”双创基地'],
    ['鼓励社会资本设立市场化的海洋产业发展基金', '基金', '海洋产业发展基金'],
    ['统筹利用政府投资引导基金', '基金', '政府投资引导基金'],
    ['重点打造成都航空产业园', '产业园', '成都航空产业园'],
    ['支持在于都县建设稀土产业园', '产业园', '稀土产业园'],
    ['加快发展和田玉产业园', '产业园', '和田玉产业园'],
    ['设立天使投资基金', '基金', '天使投资基金'],
    ['推动并购基金', '基金', '并购基金'],
    ['实施“推进行动”产业园', '产业园', '“推进行动”产业园'],
  ])('%s', (text, head, expected) => {
    expect(name(text, head)).toBe(expected);
  });

  it('is the head itself where nothing names it', () => {
    expect(name('加快建设产业园', '产业园')).toBe('产业园');
  });
});
