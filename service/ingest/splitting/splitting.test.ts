import { describe, expect, it } from 'vitest';
import { TracedText } from '../traced-text.ts';
import { cutDocuments } from './documents.ts';
import { instrumentNamedIn, isForwardingTitle } from './forwarding.ts';
import { pageLineOf } from './page-lines.ts';
import { cutPages } from './pages.ts';
import { isAgencyName, signaturesIn } from './signature.ts';
import { isFullTitle, isTitleShaped } from './title-shape.ts';

const lines = (text: string) => text.split('\n').map((line) => TracedText.ofSource(line));
const documentsIn = (text: string) => cutPages(lines(text)).flatMap(cutDocuments);
const body =
  '为加快全省竹业发展，经省政府研究，决定从今年起用三年时间改造低产竹林，并建立竹材收储制度，请认真执行。';

describe('lines of a page', () => {
  it.each([
    ['2021-03-25临江市政府办公室    阅读: ', { publishedOn: '2021-03-25', publisher: '临江市政府办公室' }],
    [
      '发布时间：2022年8月19日 来源：云山省财政厅 浏览次数：12',
      { publishedOn: '2022-08-19', publisher: '云山省财政厅' },
    ],
    [
      '发文字号： | 云政发〔2022〕21号 | 发布日期： | 2022年8月19日',
      { docNumber: '云政发〔2022〕21号', publishedOn: '2022-08-19' },
    ],
    ['发布日期: 2025-01-10', { publishedOn: '2025-01-10' }],
    [
      '时间:2023-07-11 17:01 浏览次数: 信息来源: 临江市政府',
      { publishedOn: '2023-07-11', publisher: '临江市政府' },
    ],
    [
      '发文机构云山市人民政府办公厅发文字号云政办〔2020〕1号',
      { issuers: ['云山市人民政府办公厅'], docNumber: '云政办〔2020〕1号' },
    ],
    ['成文日期2020年01月17日', { issuedOn: '2020-01-17' }],
    [
      '发布机构 临江市政府办公室 文    号 临政办〔2020〕1号',
      { publisher: '临江市政府办公室', docNumber: '临政办〔2020〕1号' },
    ],
    ['2021-03-25 09:30', { publishedOn: '2021-03-25' }],
    ['发布机构: | 生成日期: | 2022-12-02 08:54:33 | |', { issuedOn: '2022-12-02' }],
    ['文 号: | 云府办发〔2022〕10号 | 是否有效: |', { docNumber: '云府办发〔2022〕10号' }],
    ['索 引 号: 0000/2022-1 文 号: 云府办发〔2022〕10号', { docNumber: '云府办发〔2022〕10号' }],
    ['名 称: | 临江市人民政府关于印发竹业规划的通知 |', { title: '临江市人民政府关于印发竹业规划的通知' }],
  ])('reads what a page states in %s', (line, facts) => {
    expect(pageLineOf(line)).toEqual({ kind: 'note', facts });
  });

  it.each([
    '索 引 号： 000012/2022-00117',
    '索 引 号: | 000012/2022-00117 | 信息分类: | |',
    '浏览次数:',
    '【打印本页】',
    '【关闭窗口】',
    '扫一扫在手机打开当前页',
    '责任编辑：王某',
    '关于印发竹业规划的通知.PDF',
  ])('knows %s as furniture', (line) => {
    expect(pageLineOf(line)).toEqual({ kind: 'furniture' });
  });

  it.each([
    '2018年8月1日',
    '来源广泛的社会资本要用好。',
    '一、打印耗材产业',
    '牵头单位：省科技厅',
    '2021年3月，省政府印发了竹业规划。',
    '目标：到2025年建成50个。',
  ])('keeps %s as a line of the document', (line) => {
    expect(pageLineOf(line)).toBeNull();
  });
});

describe('captions of a code to scan', () => {
  it('go with the invitation, and the signature after them stays', () => {
    const [page] = cutPages(
      lines(`${body}\n扫一扫获取\n竹乡资讯早知道\n扫一扫\n阅读最新竹业报告\n云山省林业局\n2024年3月6日`),
    );
    expect(page?.lines.map((line) => line.text)).toEqual([body, '云山省林业局', '2024年3月6日']);
  });

  it('are looked for only behind an invitation', () => {
    const [page] = cutPages(lines(`${body}\n竹乡资讯早知道\n${body}`));
    expect(page?.lines).toHaveLength(3);
  });
});

describe('titles', () => {
  it.each([
    '云山省人民政府关于发展竹业的意见',
    '云山省竹业发展规划（2024—2028年）',
    '关于印发《云山省竹业发展“十五五”规划》的通知',
    '中共临江市委 临江市人民政府关于建设绿道的决定',
  ])('takes %s for the title of a document', (line) => {
    expect(isFullTitle(line)).toBe(true);
  });

  it.each([
    '一、编制竹业发展规划',
    '根据省政府关于发展竹业的意见',
    '各地要制定方案，落实措施',
    '附件：云山省竹业发展规划',
    '竹业发展',
    '（一）完善支持政策',
  ])('does not take %s for one', (line) => {
    expect(isTitleShaped(line) && isFullTitle(line)).toBe(false);
  });

  it('finds the instrument within the title of the notice that forwards it', () => {
    expect(instrumentNamedIn('云山省人民政府关于印发云山省竹业规划(2024—2028年)的通知')).toBe(
      '云山省竹业规划(2024—2028年)',
    );
    expect(instrumentNamedIn('云山省人民政府办公厅关于转发省林业局拟定的《云山省竹业方案》的通知')).toBe(
      '云山省竹业方案',
    );
    expect(isForwardingTitle('云山省人民政府关于加强竹林保护的通知')).toBe(false);
    expect(isForwardingTitle('云山省人民政府印发关于加强竹林保护若干措施的通知')).toBe(true);
  });
});

describe('signatures', () => {
  it('reads agencies and date on lines of their own, several agencies, Chinese numerals', () => {
    const found = signaturesIn(
      lines(`${body}\n中共云山省委\n云山省人民政府\n二〇二四年十月十二日\n（此件公开发布）`),
    );
    expect(found).toEqual([{ line: 3, issuers: ['中共云山省委', '云山省人民政府'], issuedOn: '2024-10-12' }]);
  });

  it('reads agency and date on one line', () => {
    expect(signaturesIn(lines('云山省财政厅 2024年3月6日（此件有删改）'))[0]).toMatchObject({
      issuers: ['云山省财政厅'],
      issuedOn: '2024-03-06',
    });
  });

  it('takes neither the day of printing nor a date in a sentence for the date of issue', () => {
    expect(signaturesIn(lines('(2018年10月29日印发)\n到2025年12月31日前完成。'))).toEqual([]);
  });

  it('knows a name of an agency from a sentence', () => {
    expect(isAgencyName('云山省发展和改革委员会')).toBe(true);
    expect(isAgencyName('国务院')).toBe(true);
    expect(isAgencyName('2024年工作')).toBe(false);
  });
});

describe('cutting a file into documents', () => {
  it('makes one document of a notice and the instrument that it forwards', () => {
    const [document, ...others] = documentsIn(
      `云山省人民政府关于印发云山省竹业发展规划的通知\n各市人民政府：\n现将《云山省竹业发展规划》印发给你们。\n云山省人民政府\n2024年3月6日\n云山省竹业发展规划\n${body}\n${body}`,
    );
    expect(others).toEqual([]);
    expect(document).toMatchObject({
      title: '云山省竹业发展规划',
      noticeTitle: '云山省人民政府关于印发云山省竹业发展规划的通知',
    });
    expect(document?.lines).toHaveLength(8);
  });

  it('gives a notice that only names its instrument the title of the instrument', () => {
    const [document] = documentsIn('云山省人民政府关于印发云山省竹业发展规划的通知\n（正文见公报）');
    expect(document).toMatchObject({ title: '云山省竹业发展规划' });
  });

  it('makes documents of the instruments of a notice that names several', () => {
    const found = documentsIn(
      `云山省林业局关于印发《云山省竹林管护办法》《云山省竹材收储办法》的通知\n各市林业局：\n${body}\n云山省林业局\n2024年3月6日\n附件1\n云山省竹林管护办法\n${body}${body}\n附件2\n云山省竹材收储办法\n${body}${body}`,
    );
    expect(found.map(({ title, parent }) => [title, parent])).toEqual([
      ['云山省林业局关于印发《云山省竹林管护办法》《云山省竹材收储办法》的通知', null],
      ['云山省竹林管护办法', 0],
      ['云山省竹材收储办法', 0],
    ]);
  });

  it('makes one document of an order and the instrument that it puts in force', () => {
    const [document, ...others] = documentsIn(
      `云山省人民政府令\n第321号\n《云山省竹林管护办法》已经省政府常务会议通过，现予公布，自2021年5月1日起施行。\n省长 王某某\n2021年3月10日\n云山省竹林管护办法\n第一条 ${body}\n第二条 ${body}`,
    );
    expect(others).toEqual([]);
    expect(document?.title).toBe('云山省竹林管护办法');
    expect(document?.lines[0]?.text).toBe('云山省人民政府令');
  });

  it('leaves what a notice attaches to its own text with it', () => {
    const found = documentsIn(
      `云山省林业局关于做好竹业统计的通知\n${body}\n附件：云山省竹业统计方案\n云山省林业局\n2021年3月6日\n附件1\n云山省竹业统计方案\n${body}${body}`,
    );
    expect(found.map(({ title }) => title)).toEqual(['云山省林业局关于做好竹业统计的通知']);
  });

  it('keeps the number that stands above a title', () => {
    const [document] = documentsIn(`云政发〔2024〕9号\n云山省人民政府关于发展竹业的意见\n${body}`);
    expect(document?.lines.map((line) => line.text)).toEqual([
      '云政发〔2024〕9号',
      '云山省人民政府关于发展竹业的意见',
      body,
    ]);
  });

  it('leaves an appendix with a title-like heading in the document that it belongs to', () => {
    const found = documentsIn(
      `云山省人民政府关于印发云山省竹业发展规划的通知\n现印发给你们。\n云山省竹业发展规划\n${body}\n云山省竹业重点项目建设计划\n${body}`,
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.title).toBe('云山省竹业发展规划');
  });

  it('puts a title together that was broken over lines, and stands it on one line', () => {
    const [document] = documentsIn(
      `云山省人民政府关于\n印发云山省竹业\n发展规划的通知\n云政发〔2024〕9号\n${body}`,
    );
    expect(document?.noticeTitle).toBe('云山省人民政府关于印发云山省竹业发展规划的通知');
    expect(document?.lines[0]?.text).toBe('云山省人民政府关于印发云山省竹业发展规划的通知');
    expect(document?.lines[1]?.text).toBe('云政发〔2024〕9号');
  });

  it('adds the period that stands below a title to it', () => {
    const [document] = documentsIn(`云山省竹业发展行动计划\n（2024—2026年）\n${body}`);
    expect(document?.title).toBe('云山省竹业发展行动计划（2024—2026年）');
  });

  it('knows where one page of a dump ends when dates stand below the texts, and when they stand above', () => {
    const below = `甲市人民政府关于修路的意见\n${body}\n2021-03-25甲市政府 阅读: \n乙市人民政府关于种竹的意见\n${body}\n2021-04-25乙市政府 阅读: `;
    const above = `甲市人民政府关于修路的意见\n2021-03-25甲市政府 阅读: \n${body}\n乙市人民政府关于种竹的意见\n2021-04-25乙市政府 阅读: \n${body}`;
    for (const dump of [below, above])
      expect(documentsIn(dump).map(({ title, facts }) => [title, facts.publishedOn])).toEqual([
        ['甲市人民政府关于修路的意见', '2021-03-25'],
        ['乙市人民政府关于种竹的意见', '2021-04-25'],
      ]);
  });
});

describe('titles under a letterhead', () => {
  it('leaves letterhead and number out of the title', () => {
    for (const above of ['云山省人民政府文件', '云政发〔2024〕9号', '云山省人民政府']) {
      const [document] = documentsIn(`${above}\n云山省人民政府关于发展竹业的意见\n${body}`);
      expect(document?.title).toBe('云山省人民政府关于发展竹业的意见');
    }
  });

  it('goes on with a title whose first line names the agency', () => {
    const [document] = documentsIn(`云山省人民政府办公厅\n关于发展竹业的意见\n${body}`);
    expect(document?.title).toBe('云山省人民政府办公厅关于发展竹业的意见');
  });

  it('takes a title with a comma at the head of a page', () => {
    const [document] = documentsIn(`云山省人民政府关于稳定就业，加快发展竹业的意见\n${body}`);
    expect(document?.title).toBe('云山省人民政府关于稳定就业，加快发展竹业的意见');
  });

  it('takes the text behind the mark of an attachment for the instrument', () => {
    const [document, ...others] = documentsIn(
      `关于印发《云山省竹业发展规划》的通知\n现印发给你们。\n附件：云山省竹业发展规划\n云山省林业局\n2024年3月6日\n附件1\n云山省竹业\n发展规划\n${body}`,
    );
    expect(others).toEqual([]);
    expect(document?.title).toBe('云山省竹业发展规划');
  });
});

describe('notices whose titles are not whole or say who drew the instrument up', () => {
  it('reads the signature of a notice that lost the first line of its title', () => {
    const [found, ...others] = documentsIn(
      `《临江市竹业行动计划》的通知\n各区政府：\n《临江市竹业行动计划》已经同意，现印发给你们，请认真执行。\n临江市人民政府\n2023年10月24日\n临江市竹业行动计划\n${body}\n${body}`,
    );
    expect(others).toEqual([]);
    expect(found?.title).toBe('临江市竹业行动计划');
    expect(found?.noticeTitle).toBe('《临江市竹业行动计划》的通知');
  });

  it('names an instrument as it names itself', () => {
    const [found] = documentsIn(
      `临江市政府办公室转发市水利局关于临江市河湖管理办法的通知\n各区政府：\n现转发给你们，请认真执行。\n临江市政府办公室\n2023年10月24日\n临江市河湖管理办法\n${body}\n${body}`,
    );
    expect(found?.title).toBe('临江市河湖管理办法');
  });

  it('takes the trail of the menus above a page for furniture', () => {
    expect(pageLineOf('>> 走进临江 >> 投资政策')).toEqual({ kind: 'furniture' });
  });
});
