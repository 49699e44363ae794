import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { goalNumberFreeClauses } from './goal-number-free-clauses.ts';

const read = (text: string, heading = '一、发展目标') =>
  goalNumberFreeClauses.find(inventedContext(`${heading}\n${text}`)).map(({ record }) => record.statement);

describe('goal-number-free-clauses', () => {
  it('leaves out a watchword that is about to be told, and the year that is looked forward to', () => {
    expect(read('通过三年努力，实现“三个全覆盖”：到2026年底，规模以上企业诊断服务实现全覆盖。')).toEqual([
      '规模以上企业诊断服务实现全覆盖',
    ]);
    expect(read('展望2035年，全面建成清洁高效的竹业体系。')).toEqual(['全面建成清洁高效的竹业体系']);
  });

  it('takes the label of a stage for none', () => {
    expect(read('——起步阶段（2021—2022年）：竹业服务体系初步形成，产值达到20亿元。')).toEqual([
      '竹业服务体系初步形成',
    ]);
  });

  it('reads a sentence behind a number in brackets', () => {
    expect(read('目标如下：\n（1）竹业服务体系更加健全，市场运行平稳有序。')).toHaveLength(1);
  });

  it('takes no sentence that is all in brackets, which says who answers', () => {
    expect(
      read('竹业服务体系更加健全。竹材市场运行平稳有序。\n（市林业局牵头，市财政局配合，年内持续推进）'),
    ).toEqual(['竹材市场运行平稳有序']);
  });

  it('takes the longest runs of clauses without a number', () => {
    expect(read('到2022年，创新能力明显增强，产业生态基本形成，收入达到600亿元，治理水平显著提升。')).toEqual(
      ['创新能力明显增强，产业生态基本形成', '治理水平显著提升'],
    );
  });

  it('leaves the deadline out of the statement', () => {
    expect(read('力争到2025年，初步建成国内一流的产业高地。')).toEqual(['初步建成国内一流的产业高地']);
    expect(read('第一步，到2022年产业体系基本形成，生态更加完善。')).toEqual([
      '产业体系基本形成，生态更加完善',
    ]);
  });

  it('leaves a span of time out too', () => {
    expect(read('力争用三年时间，全市未来产业实现新突破。')).toEqual(['全市未来产业实现新突破']);
    expect(read('再经过5年的努力，到2030年，建成产业高地。')).toEqual(['建成产业高地']);
  });

  it('leaves out the headline of a bullet, unless it sets a deadline', () => {
    expect(read('产业规模持续壮大。形成一批特色产业集群，品牌影响力明显提升。')).toEqual([
      '形成一批特色产业集群，品牌影响力明显提升',
    ]);
    expect(read('到2022年，产业体系初步建成。形成一批特色产业集群。')).toEqual([
      '产业体系初步建成',
      '形成一批特色产业集群',
    ]);
  });

  it('takes 一批 and 若干 for no numbers, a rank for one', () => {
    expect(read('建成若干平台，形成一批成果，产业规模进入全国前五名，人才加快集聚。')).toEqual([
      '建成若干平台，形成一批成果',
      '人才加快集聚',
    ]);
  });

  it('reads goal sections only', () => {
    expect(read('建成国内一流的产业高地。', '一、重点任务')).toEqual([]);
  });

  it('reads what has a deadline only, where guidance shares the section', () => {
    expect(
      read('坚持创新驱动，统筹发展和安全。\n到2022年，产业体系初步建成。', '一、总体要求和目标'),
    ).toEqual(['产业体系初步建成']);
  });

  it('reads the paragraph of general requirements that says by when, and no other', () => {
    expect(
      read('坚持创新驱动，统筹发展和安全。\n到2022年，产业体系初步建成，服务更加便捷。', '一、总体要求'),
    ).toEqual(['产业体系初步建成，服务更加便捷']);
  });

  it('reads goals whose title stands before their paragraph', () => {
    expect(
      read(
        '坚持创新驱动。\n主要目标：到2022年，产业体系初步建成。\n——治理更加有效。\n各地要加强领导。',
        '一、总体要求',
      ),
    ).toEqual(['产业体系初步建成', '治理更加有效']);
  });

  it('leaves a deadline out that is told in the middle', () => {
    expect(read('构建覆盖城乡的服务体系，力争到2022年，群众满意度明显提升。')).toEqual([
      '构建覆盖城乡的服务体系，群众满意度明显提升',
    ]);
  });

  it('reads no line that only says who answers', () => {
    expect(read('到2022年，产业体系初步建成。\n牵头单位：区发改局\n责任单位：各街道、区财政局')).toEqual([
      '产业体系初步建成',
    ]);
  });
});
