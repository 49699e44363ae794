import { describe, expect, it } from 'vitest';
import { TracedText } from '../traced-text.ts';
import { issuersOnCover } from './cover.ts';
import { dateAlone, dateIn } from './dates.ts';
import { derivedTitle } from './derived-title.ts';
import { docNumberIn, splitTitleAndNumber } from './doc-number.ts';
import { effectiveFromIn } from './effective-from.ts';
import { fullAgencyName, issuersInTitle, withItsPlace } from './issuers.ts';
import { periodOf } from './period.ts';
import { placeNamed, regionOf } from './region.ts';

const lines = (...texts: string[]) => texts.map((text) => TracedText.ofSource(text));

describe('dates', () => {
  it.each([
    ['2018年5月15日', '2018-05-15'],
    ['2022 年 7 月 9 日', '2022-07-09'],
    ['2018-09-28四川省人民政府办公厅', '2018-09-28'],
    ['二〇一八年十一月二十三日', '2018-11-23'],
    ['二○二一年三月十日', '2021-03-10'],
    ['2024/3/6', '2024-03-06'],
    ['二00三年十月八日', '2003-10-08'],
  ])('reads %s', (text, date) => {
    expect(dateIn(text)).toBe(date);
  });

  it('takes no day that the calendar does not have', () => {
    expect(dateIn('2023年2月30日')).toBeNull();
    expect(dateIn('2023年13月1日')).toBeNull();
  });

  it('tells a date on a line of its own from one in a sentence', () => {
    expect(dateAlone('（2018年5月15日）')).toBe('2018-05-15');
    expect(dateAlone('自2018年5月15日起')).toBeNull();
  });
});

describe('numbers of documents', () => {
  it('reads the number on a line of its own, in brackets, with blanks', () => {
    expect(docNumberIn(lines('标题', '（云发〔2024〕18号）'))).toBe('云发〔2024〕18号');
    expect(docNumberIn(lines('云政办发[2024] 9 号'))).toBe('云政办发〔2024〕9号');
  });

  it('reads the number of an order, and one that stands in brackets behind a title', () => {
    expect(docNumberIn(lines('云山省人民政府令 第 123 号'))).toBe('云山省人民政府令第123号');
    expect(docNumberIn(lines('云山省人民政府令', '第321号'))).toBe('云山省人民政府令第321号');
    expect(splitTitleAndNumber('云山省竹业规划（云政发〔2024〕9号）')).toEqual({
      title: '云山省竹业规划',
      docNumber: '云政发〔2024〕9号',
    });
    expect(splitTitleAndNumber('云山省竹业规划（2024—2028年）').docNumber).toBeNull();
  });

  it('never takes the number of a document that is cited', () => {
    expect(docNumberIn(lines('根据《云山省停车场管理办法》(云政发〔2019〕7号)，制定本办法。'))).toBeNull();
  });
});

describe('days of entry into force', () => {
  it('reads the day that a document names for itself', () => {
    expect(effectiveFromIn('各地要抓好落实。\n本《通知》自2018年6月14日起施行。')).toBe('2018-06-14');
    expect(effectiveFromIn('《云山省竹林管护办法》已经通过，现予公布，自2021年5月1日起施行。')).toBe(
      '2021-05-01',
    );
    expect(effectiveFromIn('本办法自2024年7月1日起施行，有效期五年。')).toBe('2024-07-01');
  });

  it('takes neither the day of another document nor that of a measure in it', () => {
    expect(effectiveFromIn('《云山省竹林条例》自2018年6月14日起施行以来，成效明显。')).toBeNull();
    expect(effectiveFromIn('新的收费标准自2018年6月14日起执行。')).toBeNull();
  });
});

describe('periods', () => {
  it('reads years in a title before the name of a five-year plan, and a sentence that states them', () => {
    expect(periodOf(['云山省竹业行动计划(2018—2020年)'], '')).toEqual([2018, 2020]);
    expect(periodOf(['云山省竹业“十四五”规划'], '')).toEqual([2021, 2025]);
    expect(periodOf(['云山省竹业规划'], '规划期限为2021-2035年。')).toEqual([2021, 2035]);
  });

  it('takes milestones for no period', () => {
    expect(periodOf(['云山省竹业规划'], '到2020年建成，到2025年领先。2018—2020年实施项目3个。')).toBeNull();
  });
});

describe('regions', () => {
  it.each([
    ['云山省人民政府办公厅', '云山省'],
    ['中共北京市委', '北京市'],
    ['广西壮族自治区发展和改革委员会', '广西壮族自治区'],
    ['青岛市人民政府', '山东省青岛市'],
    ['山东省青岛市人民政府', '山东省青岛市'],
    ['恩施土家族苗族自治州人民政府', '湖北省恩施土家族苗族自治州'],
    ['吉林市人民政府', '吉林省吉林市'],
    ['关于加快市场监管的意见', null],
    ['省科技厅', null],
  ])('finds in %s the place %s', (name, region) => {
    expect(placeNamed(name)).toBe(region);
  });

  it('gives none for ministries and the State Council', () => {
    expect(regionOf(['国务院办公厅关于发展竹业的意见'], ['国务院办公厅'], '上海市。'.repeat(9))).toBeNull();
    expect(regionOf([], ['财政部', '商务部'], '')).toBeNull();
  });

  it('finds the province that a local text without a head speaks of', () => {
    expect(regionOf([], [], '天津要发展竹业。天津市有企业。全市共同努力，天津、天津、天津。')).toBe('天津市');
    expect(regionOf([], [], '各省、自治区、直辖市人民政府：\n天津、天津、天津、天津、天津。本市')).toBeNull();
  });
});

describe('issuers', () => {
  it('reads the agencies that a title opens with', () => {
    expect(issuersInTitle('云山省人民政府办公厅关于印发竹业规划的通知')).toEqual(['云山省人民政府办公厅']);
    expect(issuersInTitle('中共云山省委 云山省人民政府关于发展竹业的意见')).toEqual([
      '中共云山省委',
      '云山省人民政府',
    ]);
    expect(issuersInTitle('云山省关于发展竹业的意见')).toEqual([]);
  });

  it('reads the agencies on a cover', () => {
    expect(issuersOnCover(lines('云山省竹业规划', '云山省林业局', '云山省财政厅', '2022 年 5 月'))).toEqual([
      '云山省林业局',
      '云山省财政厅',
    ]);
  });

  it('writes the name out that a page gives in short', () => {
    expect(fullAgencyName('云山省政府办公厅')).toBe('云山省人民政府办公厅');
    expect(fullAgencyName('云山省人民政府')).toBe('云山省人民政府');
  });
});

describe('titles that are lost', () => {
  it('names a plan by its place, its aim and its kind', () => {
    const text =
      '“十四五”时期，是云山发展竹业的关键时期。为贯彻落实省委部署，加快竹业高质量发展，根据有关规划，制定本规划。';
    expect(derivedTitle(text, '云山省', [])).toBe('云山省竹业高质量发展“十四五”规划');
  });

  it('names an opinion by what it is about', () => {
    const text = '为深入实施“竹业兴省”行动，推动产业融合，现提出如下意见。';
    expect(derivedTitle(text, null, [])).toBe('关于深入实施“竹业兴省”行动的意见');
  });

  it('names a circular by what it passes on', () => {
    const text = '省委、省政府制定了山地特色产业系列文件，现予以印发。';
    expect(derivedTitle(text, '云山省', ['中共云山省委'])).toBe(
      '中共云山省委关于印发山地特色产业系列文件的通知',
    );
  });

  it('says that a text has no title where nothing tells it', () => {
    expect(derivedTitle('各市人民政府：\n竹林面积居全国前列，发展条件好。', null, [])).toBe(
      '（无标题）竹林面积居全国前列，发展条件好',
    );
  });
});

describe('the county that a document governs', () => {
  it('is read from its title or issuer with its province', () => {
    expect(regionOf(['柳河县人民政府关于发展竹业的意见'], [], '')).toBe('吉林省柳河县');
    expect(regionOf([], ['甘肃省皋兰县人民政府'], '')).toBe('甘肃省皋兰县');
  });

  it('is the one that a county government speaks of, and none where it only stands among others', () => {
    expect(regionOf(['加快发展的意见'], [], '我县企业在柳河县注册的，由柳河县财政局兑现，县政府督查。')).toBe(
      '吉林省柳河县',
    );
    expect(regionOf(['发展的意见'], [], '支持柳河县、辉南县、通化县发展，各县政府落实。')).toBeNull();
  });
});

describe('places of cities, counties and districts', () => {
  it.each([
    ['昆山市人民政府办公室', '江苏省昆山市'],
    ['昆山市“十四五”数字产业发展规划', '江苏省昆山市'],
    ['鞍山市立山区人民政府', '辽宁省鞍山市立山区'],
    ['立山区人民政府', '辽宁省鞍山市立山区'],
    ['上海市浦东新区人民政府', '上海市浦东新区'],
    ['柳河县人民政府', '吉林省柳河县'],
    ['青岛市科学技术局', '山东省青岛市'],
  ])('are written with what they lie in: %s', (name, region) => {
    expect(regionOf([], [name], '')).toBe(region);
  });

  it('take no district whose name several cities share, and no zone', () => {
    expect(regionOf([], ['朝阳区人民政府'], '')).toBeNull();
    expect(regionOf([], ['高新区管委会'], '')).toBeNull();
  });

  it.each([
    ['为全面落实省委部署，结合眉山实际，制定本方案。全市要加快发展。', '四川省眉山市'],
    [
      '根据《中共广州市委、广州市人民政府关于产业发展的决定》，我市要加快发展。市科技局牵头。',
      '广东省广州市',
    ],
    ['邹城经济开发区编制规划。规划为邹城经济开发区的发展指明方向。', '山东省邹城市'],
    ['我县加快园区建设，推动滨海经济开发区转型，建设滨海大米基地。', '江苏省滨海县'],
    ['近日，《青岛市产业行动计划》发布。到2021年，青岛要建成产业高地。', '山东省青岛市'],
  ])('are taken from what a text without head says of itself: %s', (text, region) => {
    expect(regionOf([], [], text)).toBe(region);
  });

  it.each([
    ['我省要加快发展，支持青岛市、烟台市先行，青岛市做好试点。'],
    ['各省、自治区、直辖市人民政府：\n支持青岛市先行先试，青岛市做好试点。'],
    ['我市加快发展，支持市科技局做好工作。'],
    ['学习青岛市、深圳市、杭州市、成都市的经验。'],
    ['推进老城区改造和新城区建设，老城区要更新，新城区要提升。'],
  ])('are none where a text speaks for no one city: %s', (text) => {
    expect(regionOf([], [], text)).toBeNull();
  });
});

describe('a government that is called by its level alone', () => {
  it.each([
    ['市人民政府办公室', '云山省临江市', '临江市人民政府办公室'],
    ['省政府办公厅', '云山省', '云山省政府办公厅'],
    ['区人民政府', '云山省临江市东河区', '东河区人民政府'],
    ['市人民政府', null, '市人民政府'],
    ['县人民政府', '云山省临江市', '县人民政府'],
    ['临江市人民政府', '云山省临江市', '临江市人民政府'],
  ])('%s of %s is %s', (name, region, full) => {
    expect(withItsPlace(name, region)).toBe(full);
  });
});

describe('a five-year plan that is counted out', () => {
  it('has its period', () => {
    expect(periodOf(['临江市第十四个五年规划纲要'], '')).toEqual([2021, 2025]);
    expect(periodOf(['临江市国民经济发展第十一个五年规划'], '')).toEqual([2006, 2010]);
  });
});
