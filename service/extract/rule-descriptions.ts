import type { Label } from '../records/catalogue.ts';

/**
 * What every rule of the pipeline does, in a line, for people who want to know why a record stands or why a reading was
 * dropped. A test holds it against the pipeline.
 */
export const ruleDescriptions: Readonly<Record<string, Label>> = {
  'target-reaching-verb': {
    zh: '主语＋“达到、突破、增长、降低”等动词＋数值',
    en: 'a subject, a verb of reaching or changing, and a number that closes the item',
  },
  'target-undertaken-count': {
    zh: '“培育、建设”等动词＋数量＋所计的事物',
    en: 'a verb of undertaking, a number, and what it counts',
  },
  'target-undertaken-amount': {
    zh: '“引入、建设”等动词统领的“名词＋数值”',
    en: 'a noun and the number behind it, under a verb of undertaking',
  },
  'target-counted-subject': {
    zh: '以数量或占比作主语，且要有所作为（80%以上的企业实现…）',
    en: 'a counted or shared subject that is to do something',
  },
  'target-shared-out': { zh: '“分别”把几个数值依次分给几个主语', en: '分别 shares numbers out to subjects' },
  'target-capacity': {
    zh: '“具备、形成”多大的能力或容量',
    en: 'a capacity of so much that somebody is to have',
  },
  'target-grade': { zh: '“千亿级”之类的有名集群', en: 'a named cluster that is to become so large' },
  'target-rank': { zh: '要达到的位次（全国前五名）', en: 'a place to be held among others' },
  'target-table': {
    zh: '主要指标表的一行：目标值、基期值、约束性或预期性',
    en: 'a row of a table of indicators: what is aimed at, what it starts from, binding or expected',
  },
  'target-table-alone': {
    zh: '指标表里的数字只按表头来读',
    en: 'in a table of indicators only the heads of columns say what is aimed at',
  },
  'target-baseline': {
    zh: '补上所比的基期年（比2020年降低…）',
    en: 'adds the year that a change is measured from',
  },
  'target-parted-noun': {
    zh: '数字两侧都有名词（形成西线3回通道）',
    en: 'a count whose noun stands on both sides of it',
  },
  'target-time-limit': { zh: '多长时间内办成的服务', en: 'a service that is to be done within so much time' },
  'target-estimated': {
    zh: '去掉投资估算、效益测算的数字',
    en: 'drops what a plan reckons its works to cost or to bring',
  },
  'target-deadline': {
    zh: '补上管辖此处的时限与起始年',
    en: 'gives the deadline, and first year, that govern the place',
  },
  'target-achieved': {
    zh: '已经实现的数据不是目标：回顾章节、前言、讲往年或当前的句子',
    en: 'what was reached already is no target: sections that look back, the preamble, sentences about earlier years',
  },
  'target-terms': {
    zh: '支持标准、上限、门槛和基金金额不是目标',
    en: 'rates, ceilings and thresholds of support, and the amounts of funds, are no targets',
  },
  'target-subject': {
    zh: '单独成行时不清楚的指标，在前面补上主语',
    en: 'puts the subject in front of an indicator that is unclear when read alone',
  },
  'target-unfounded': {
    zh: '没有任何文字把它定为目标的数字不要',
    en: 'drops numbers that nothing sets as an aim',
  },
  'target-restated': {
    zh: '同一目标说了两次，合为一条、两处依据',
    en: 'a target that is stated twice is one record with two passages',
  },
  'target-year-of-plan': {
    zh: '没有写明时限的，补上文件所部署的年度，或“今年”所指的年份',
    en: 'a target without a deadline gets the year whose tasks the document sets, or that 今年 means',
  },
  'goal-number-free-clauses': {
    zh: '目标章节中不带数字的分句',
    en: 'runs of clauses without a number in a goal section',
  },
  'goal-deadline': { zh: '补上定性目标的时限', en: 'gives a goal the deadline that governs its place' },
  'fund-named': {
    zh: '以“基金、专项资金、资金池”等收尾的名称',
    en: 'names that end in 基金, 专项资金, 资金池 and the like',
  },
  'fund-subsidy': {
    zh: '以用途命名的补贴、补助、券、保险补偿',
    en: 'subsidies, vouchers and compensation named by their purpose',
  },
  'fund-headed': {
    zh: '以标题命名的支持政策（标题是“某某补助”，其下写明标准）',
    en: 'supports named by the heading over them, whose text says what is paid',
  },
  'fund-paid': {
    zh: '正文中按用途给付的支持（对新认定的某某给予…补助），以用途加给付方式命名',
    en: 'supports that prose pays for a purpose that it tells, named by the purpose and the word for the payment',
  },
  'fund-announced': {
    zh: '小标题里泛称的基金，同段随后写出名称的，不另成一条',
    en: 'drops a kind of fund that only announces the one that its paragraph goes on to name',
  },
  'fund-guidance': {
    zh: '没有专名、但讲“引导作用”的是引导基金',
    en: 'a fund without a telling name is a guidance fund where its guiding is spoken of',
  },
  'fund-amount': {
    zh: '补上同句所述的资金规模',
    en: 'adds the amount that the clause or its sentence states',
  },
  'fund-terms': {
    zh: '补上补贴的比例、上限与条件原文',
    en: 'adds the rate, ceiling and condition of a subsidy as written',
  },
  'fund-merge': { zh: '同名资金合为一条', en: 'one record for a fund that several passages name' },
  'park-named': {
    zh: '以“开发区、产业园、基地、小镇”等收尾的名称',
    en: "noun phrases that end in the head of a park's name",
  },
  'park-table': {
    zh: '园区名单表的一行：名称、所在地、主导产业',
    en: 'a row of a table of parks: name, place, what is developed',
  },
  'park-location': {
    zh: '补上园区所在地',
    en: 'adds where a park lies, from its name or its sentence',
  },
  'park-unnamed': {
    zh: '泛指、称誉和类名不是园区',
    en: 'drops generic plurals, praise and classes, which name no park',
  },
  'park-new-area': {
    zh: '国家级新区只有承载产业时才算园区',
    en: 'a national new area is a park only where it carries an industry',
  },
  'park-industries': {
    zh: '补上园区要发展的产业',
    en: 'adds what is to be developed in a park',
  },
  'target-measure': {
    zh: '按公开分类标注指标类别（产业规模、企业数量、增速……）',
    en: 'sets what is measured, by the published taxonomy',
  },
  'target-industry': {
    zh: '按公开分类标注所涉产业：先看指标，再看标题',
    en: 'sets the industry concerned, by the published taxonomy: from the indicator, else from the headings',
  },
  'park-location-code': {
    zh: '补上所在地的行政区划代码（GB/T 2260）',
    en: 'adds the code of the place that a park lies in (GB/T 2260)',
  },
  'park-merge': { zh: '同一园区合为一条', en: 'one record for a park that several passages name' },
  'assignment-labelled': {
    zh: '“牵头单位：…；责任单位：…”',
    en: 'labelled clauses: 牵头单位：…；责任单位：…',
  },
  'assignment-table': {
    zh: '任务分解表的一行：牵头单位、责任单位、配合单位各占一列',
    en: 'a row of a table of tasks, whose columns name who leads, who answers and who supports',
  },
  'assignment-bracketed': {
    zh: '括号里的“某某牵头、某某配合”或单位名单',
    en: 'brackets that say who leads, who answers and who supports, or list the bodies',
  },
  'assignment-meeting': {
    zh: '联席会议、领导小组的召集人、成员与办公室',
    en: 'convenor, members and office of a joint meeting or leading group',
  },
  'assignment-led': {
    zh: '正文中的“由某某牵头”',
    en: 'prose that names a leader',
  },
  'assignment-duty': {
    zh: '正文中要求某单位做某事',
    en: 'prose in which a named body is told to do something',
  },
  'assignment-subject': {
    zh: '正文中作主语或由“由”引出的政府机构，句子写明其所做之事',
    en: 'a government body that prose names as the one who acts, at its head or behind 由',
  },
  'assignment-first-leads': {
    zh: '文件规定首位（或逗号前）为牵头单位',
    en: 'the first named leads, where the document says so',
  },
  'assignment-beside-a-lead': {
    zh: '有牵头单位时，其余责任单位为配合',
    en: 'those who answer beside one that leads support it',
  },
  'assignment-unnamed-body': {
    zh: '“有关部门、各单位”没有名字，不成记录',
    en: 'drops bodies without a name',
  },
  'assignment-merge': {
    zh: '同一任务下同一单位同一职责合为一条',
    en: 'the same body in the same role at the same task is one record',
  },
  'assignment-agency-name': {
    zh: '补上单位的规范全称（含所属地区）',
    en: 'adds the full name of a body, with its region',
  },
};
