/**
 * Short forms of agencies' names and their full forms. In a full form {p} is the full name of the place (甘肃省,
 * 北京市海淀区) and {s} the place without its level (甘肃); a form without either has {p} put in front. Each short form has
 * the full form that it is short for, whatever the agency was called before or after: 省工信委 is 工业和信息化委员会, 省工信厅 the
 * 工业和信息化厅 of 2018. Where one short form stood for two agencies, the date decides (`until`).
 *
 * Sources: the reform plans of the State Council of 2013, 2018 and 2023 and the provinces' own of 2018, and the agencies'
 * names in their own documents.
 */
export interface AgencyForm {
  /** Short forms, parted by spaces. */
  readonly short: string;
  readonly full: string;
  /** Short names of the places in which it holds, parted by spaces; everywhere where left out. */
  readonly in?: string;
  /** ISO month from which the form holds no more. */
  readonly until?: string;
}

/** When the provinces carried out the reform of 2018. */
const reform2018 = '2018-11';

/** Local agencies; a form for some places stands before the one for all. */
export const localForms: readonly AgencyForm[] = [
  // Party and government
  { short: '委', full: '中共{p}委员会' },
  { short: '政府 人民政府', full: '{p}人民政府' },
  { short: '政府办公厅 人民政府办公厅 府办公厅', full: '{p}人民政府办公厅' },
  { short: '政府办公室 人民政府办公室 政府办 府办', full: '{p}人民政府办公室' },
  { short: '政府研究室 人民政府研究室', full: '{p}人民政府研究室' },
  { short: '政府督查室', full: '{p}人民政府督查室' },
  { short: '委办公厅', full: '中共{p}委办公厅' },
  { short: '委办公室 委办', full: '中共{p}委办公室' },
  { short: '委组织部 组织部', full: '中共{p}委组织部' },
  { short: '委宣传部 宣传部', full: '中共{p}委宣传部' },
  { short: '委统战部 委统一战线工作部 统战部', full: '中共{p}委统一战线工作部' },
  { short: '委政法委', full: '中共{p}委政法委员会' },
  { short: '委社会工作部', full: '中共{p}委社会工作部' },
  { short: '委网信办', full: '中共{p}委网络安全和信息化领导小组办公室', until: reform2018 },
  { short: '委网信办', full: '中共{p}委网络安全和信息化委员会办公室' },
  { short: '网信办 互联网信息办', full: '{p}互联网信息办公室' },
  { short: '委编办', full: '中共{p}委机构编制委员会办公室' },
  { short: '编办 编委办', full: '{p}机构编制委员会办公室', until: reform2018 },
  { short: '编办 编委办', full: '中共{p}委机构编制委员会办公室' },
  { short: '委军民融合办 军民融合办', full: '中共{p}委军民融合发展委员会办公室' },
  { short: '委金融办', full: '中共{p}委金融委员会办公室' },
  { short: '委农办', full: '中共{p}委农村工作领导小组办公室' },
  { short: '人大常委会', full: '{p}人民代表大会常务委员会' },
  { short: '政协', full: '中国人民政治协商会议{p}委员会' },
  { short: '纪委', full: '中共{p}纪律检查委员会' },
  { short: '检察院', full: '{p}人民检察院' },
  // Development, industry, science
  { short: '发改委 发展改革委 发展和改革委 发改委员会 发展改革委员会', full: '发展和改革委员会' },
  { short: '发改局 发展改革局', full: '发展和改革局' },
  { short: '工信厅 工业和信息化厅', full: '工业和信息化厅' },
  { short: '工信局 工业和信息化局', full: '工业和信息化局' },
  { short: '工信委 工业和信息化委', full: '工业和信息化委员会' },
  { short: '工信部', full: '工业和信息化部' },
  { short: '经信厅 经济和信息化厅 经济信息化厅', full: '经济和信息化厅' },
  { short: '经信局 经济和信息化局 经济信息化局', full: '经济和信息化局' },
  {
    short: '经信委 经济和信息化委 经济信息化委 经济信息委',
    full: '经济和信息化委员会',
  },
  { short: '科技厅 科学技术厅', full: '科学技术厅' },
  { short: '科技局 科学技术局', full: '科学技术局' },
  { short: '科委 科学技术委', full: '科学技术委员会' },
  { short: '科技创新委 科创委', full: '科技创新委员会', in: '深圳 广州' },
  { short: '科委、中关村管委会', full: '{p}科学技术委员会、中关村科技园区管理委员会', in: '北京' },
  { short: '大数据发展局', full: '大数据应用发展管理局', in: '重庆' },
  { short: '大数据局', full: '大数据发展管理局', in: '贵州' },
  { short: '大数据局', full: '大数据局', in: '山东 广西' },
  { short: '数据局', full: '数据局' },
  { short: '政务服务数据管理局 政数局', full: '政务服务数据管理局', in: '广东 深圳 广州' },
  { short: '通信管理局 通管局', full: '通信管理局' },
  { short: '无线电管理局', full: '无线电管理局', in: '北京 天津 上海 贵州' },
  { short: '能源局', full: '能源局' },
  { short: '国防科工办', full: '国防科学技术工业办公室' },
  { short: '国防科工局', full: '国防科学技术工业局' },
  { short: '知识产权局', full: '知识产权局' },
  { short: '外专局', full: '外国专家局' },
  { short: '中小企业局', full: '中小企业局' },
  { short: '教委 教育委', full: '教育委员会' },
  // Money
  { short: '国资委', full: '国有资产监督管理委员会', in: '上海 重庆' },
  { short: '国资委 政府国资委', full: '{p}人民政府国有资产监督管理委员会' },
  {
    short: '政府金融办 金融办',
    full: '{p}人民政府金融工作办公室',
    in: '甘肃 贵州 江苏 浙江 广东 河北 江西 福建',
  },
  { short: '政府金融办 金融办', full: '金融工作办公室', in: '山东 陕西' },
  { short: '金融办', full: '金融服务办公室', in: '上海' },
  { short: '金融局', full: '金融工作局', in: '北京 天津 四川', until: reform2018 },
  { short: '金融局', full: '地方金融监督管理局', in: '北京 天津', until: '2024-01' },
  { short: '金融工作局', full: '金融工作局' },
  { short: '金融监管局 地方金融监管局', full: '地方金融监督管理局' },
  { short: '地方金融管理局', full: '地方金融管理局' },
  { short: '国税局 国家税务局', full: '{p}国家税务局' },
  { short: '地税局 地方税务局', full: '{p}地方税务局' },
  { short: '税务局', full: '国家税务总局{p}税务局' },
  { short: '银监局', full: '中国银行业监督管理委员会{s}监管局' },
  { short: '保监局', full: '中国保险监督管理委员会{s}监管局' },
  { short: '银保监局', full: '中国银行保险监督管理委员会{s}监管局' },
  { short: '证监局', full: '中国证券监督管理委员会{s}监管局' },
  { short: '外汇管理局 外汇局', full: '国家外汇管理局{p}分局' },
  // People
  {
    short: '人社厅 人力资源社会保障厅 人力社保厅 人力资源和社会保障厅',
    full: '人力资源和社会保障厅',
  },
  {
    short: '人社局 人力资源社会保障局 人力社保局 人力资源和社会保障局',
    full: '人力资源和社会保障局',
  },
  { short: '人才办', full: '人才工作领导小组办公室', in: '四川' },
  { short: '卫计委 卫生计生委 卫生和计划生育委', full: '卫生和计划生育委员会' },
  { short: '卫健委 卫生健康委', full: '卫生健康委员会' },
  { short: '卫计局 卫生计生局', full: '卫生和计划生育局' },
  { short: '卫健局 卫生健康局', full: '卫生健康局' },
  { short: '医保局 医疗保障局', full: '医疗保障局' },
  { short: '扶贫办', full: '扶贫开发办公室' },
  { short: '残联', full: '残疾人联合会' },
  { short: '妇联', full: '妇女联合会' },
  { short: '工商联', full: '工商业联合会' },
  { short: '科协', full: '科学技术协会' },
  { short: '贸促会', full: '中国国际贸易促进委员会{p}委员会' },
  { short: '社科院', full: '社会科学院' },
  { short: '红十字会', full: '红十字会' },
  { short: '供销社', full: '供销合作总社', in: '北京 天津 上海 重庆 江苏' },
  { short: '供销社', full: '供销合作社联合社' },
  // Land, building, transport
  { short: '住建厅 住房城乡建设厅 住房和城乡建设厅 建设厅', full: '住房和城乡建设厅' },
  { short: '住建局 住房城乡建设局 住房和城乡建设局', full: '住房和城乡建设局' },
  {
    short: '住建委 住房城乡建委 住房城乡建设委 住房和城乡建设委',
    full: '住房和城乡建设委员会',
    in: '北京 天津 重庆',
  },
  { short: '住房城乡建设管理委', full: '住房和城乡建设管理委员会', in: '上海' },
  { short: '建设管理委', full: '城乡建设和管理委员会', in: '上海' },
  { short: '建委 城乡建委 城乡建设委', full: '城乡建设委员会', in: '天津 重庆' },
  { short: '国土房管局', full: '国土资源和房屋管理局' },
  { short: '规划国土委', full: '规划和国土资源管理委员会', in: '北京' },
  { short: '规划自然资源委 规划和自然资源委', full: '规划和自然资源委员会', in: '北京' },
  { short: '规土局 规划国土资源局', full: '规划和国土资源管理局', in: '上海' },
  {
    short: '规划自然资源局 规划和自然资源局 规划资源局',
    full: '规划和自然资源局',
    in: '天津 重庆 济南 广州 武汉',
  },
  { short: '规划资源局', full: '规划和自然资源局', in: '上海' },
  { short: '交通委', full: '交通委员会', in: '北京 上海 重庆' },
  { short: '交通运输委', full: '交通运输委员会' },
  { short: '交通厅 交通运输厅', full: '交通运输厅' },
  { short: '交通运输局', full: '交通运输局' },
  { short: '城市管理委 城管委', full: '城市管理委员会', in: '北京 天津' },
  { short: '城管局 城市管理局', full: '城市管理局' },
  { short: '测绘地理信息局', full: '{s}测绘地理信息局', in: '四川 陕西 黑龙江 海南' },
  { short: '人防办', full: '人民防空办公室' },
  // Environment, land use, safety
  { short: '环保厅', full: '环境保护厅' },
  { short: '环保局', full: '环境保护局' },
  { short: '林草局', full: '林业和草原局' },
  { short: '农委', full: '农业委员会', in: '贵州 上海 重庆' },
  { short: '农委', full: '农村工作委员会', in: '天津 北京' },
  { short: '农业农村委', full: '农业农村委员会' },
  { short: '安全监管局 安监局', full: '安全生产监督管理局' },
  { short: '粮食和储备局 粮食和物资储备局', full: '粮食和物资储备局' },
  // Markets
  {
    short: '市场监管委',
    full: '市场和质量监督管理委员会',
    in: '天津 深圳',
    until: reform2018,
  },
  { short: '市场监管委', full: '市场监督管理委员会', in: '天津' },
  { short: '市场监管局 市场监督管理局', full: '市场监督管理局' },
  { short: '工商局', full: '工商行政管理局' },
  { short: '质监局 质量技监局 质量技术监督局', full: '质量技术监督局' },
  { short: '食药监局 食品药品监管局', full: '食品药品监督管理局' },
  { short: '药监局 药品监管局 药品监督局', full: '药品监督管理局' },
  { short: '商务委', full: '商务委员会' },
  { short: '审批办', full: '行政审批管理办公室', in: '天津' },
  { short: '政务服务办', full: '{p}人民政府政务服务办公室', in: '天津' },
  { short: '政务服务中心', full: '{p}人民政府政务服务中心', in: '贵州' },
  {
    short: '政务服务和公共资源交易中心',
    full: '政务服务和公共资源交易服务中心',
    in: '四川',
  },
  { short: '合作交流办', full: '{p}人民政府合作交流办公室' },
  { short: '中新项目管理局', full: '中新示范项目管理局', in: '重庆' },
  { short: '招商投资局', full: '招商投资促进局', in: '重庆' },
  { short: '政府口岸物流办 口岸物流办', full: '{p}人民政府口岸和物流办公室', in: '重庆' },
  { short: '政府口岸物流办 口岸物流办', full: '{p}人民政府口岸与物流办公室', in: '四川' },
  { short: '外办 政府外办', full: '{p}人民政府外事办公室' },
  { short: '台办 政府台办', full: '{p}人民政府台湾事务办公室' },
  { short: '侨办 政府侨办', full: '{p}人民政府侨务办公室' },
  { short: '政府法制办 法制办', full: '{p}人民政府法制办公室' },
  { short: '政府参事室', full: '{p}人民政府参事室' },
  // Culture
  { short: '文旅厅 文化旅游厅', full: '文化和旅游厅' },
  { short: '文旅局 文化旅游局', full: '文化和旅游局' },
  { short: '文旅委 文化旅游委', full: '文化和旅游发展委员会', in: '重庆' },
  { short: '旅游委 旅游发展委 旅发委', full: '旅游发展委员会' },
  { short: '文广局', full: '文化广播影视局', in: '天津 上海' },
  { short: '广电局', full: '广播电视局' },
  { short: '民委 民族宗教委', full: '民族宗教事务委员会' },
];

/** Ends of local agencies' names that are full already: only the place is put in front. */
export const wholeForms: ReadonlySet<string> = new Set(
  (
    '财政厅 教育厅 公安厅 民政厅 司法厅 自然资源厅 国土资源厅 生态环境厅 水利厅 农业农村厅 农业厅 农牧厅 商务厅 文化厅 文化和旅游厅 应急管理厅 ' +
    '审计厅 退役军人事务厅 林业厅 监察厅 粮食厅 卫生厅 人事厅 信息产业厅 ' +
    '财政局 教育局 公安局 民政局 司法局 自然资源局 国土资源局 生态环境局 水利局 水务局 农业农村局 农业局 农牧局 商务局 文化局 文化和旅游局 应急管理局 ' +
    '审计局 退役军人事务局 林业局 统计局 体育局 旅游局 粮食局 畜牧局 海洋局 渔业局 文物局 气象局 地震局 档案局 信访局 烟草专卖局 版权局 ' +
    '新闻出版局 广播电视局 新闻出版广电局 文化广播影视局 文化广电新闻出版局 邮政管理局 民族宗教事务局 监狱管理局 园林绿化局 交通局 规划局 ' +
    '中医药管理局 中医药局 大数据发展管理局 大数据管理局 大数据产业发展管理局 测绘地理信息局 地质矿产局 煤炭局 机关事务管理局 行政审批局 ' +
    '营商环境建设局 投资促进局 经济合作局 招商局 公共资源交易监督管理局 公共资源交易管理局 城市管理局 地方志办公室 科学院 农业科学院 ' +
    '总工会 消防救援总队 公共资源交易中心 政务服务中心 大数据中心'
  ).split(' '),
);

/** Bodies of the State and the Party at the centre; the date decides between two of one short form. */
export const centralForms: readonly AgencyForm[] = [
  { short: '国务院', full: '国务院' },
  { short: '国务院办公厅 国办', full: '国务院办公厅' },
  { short: '中共中央 党中央', full: '中国共产党中央委员会' },
  { short: '中宣部 中央宣传部', full: '中共中央宣传部' },
  { short: '中组部 中央组织部', full: '中共中央组织部' },
  { short: '中央统战部', full: '中共中央统一战线工作部' },
  { short: '中央政法委', full: '中共中央政法委员会' },
  { short: '中央网信办', full: '中央网络安全和信息化领导小组办公室', until: '2018-03' },
  { short: '中央网信办', full: '中央网络安全和信息化委员会办公室' },
  { short: '网信办 国家网信办 国家互联网信息办', full: '国家互联网信息办公室' },
  { short: '中央编办', full: '中央机构编制委员会办公室' },
  { short: '中央财办', full: '中央财经委员会办公室' },
  { short: '中央农办', full: '中央农村工作领导小组办公室' },
  { short: '最高人民法院 最高法院 高法院', full: '最高人民法院' },
  { short: '最高人民检察院 最高检 高检院', full: '最高人民检察院' },
  {
    short: '发展改革委 国家发展改革委 国家发改委 发改委 国家发展和改革委',
    full: '国家发展和改革委员会',
  },
  { short: '工信部 工业和信息化部', full: '工业和信息化部' },
  { short: '科技部 科学技术部', full: '科学技术部' },
  { short: '人社部 人力资源社会保障部 人力资源和社会保障部', full: '人力资源和社会保障部' },
  { short: '住建部 住房城乡建设部 住房和城乡建设部', full: '住房和城乡建设部' },
  { short: '文旅部 文化和旅游部 文化旅游部', full: '文化和旅游部' },
  { short: '应急部 应急管理部', full: '应急管理部' },
  { short: '环保部 环境保护部', full: '环境保护部' },
  { short: '退役军人部 退役军人事务部', full: '退役军人事务部' },
  { short: '国家民委', full: '国家民族事务委员会' },
  { short: '卫生健康委 国家卫生健康委 国家卫健委 卫健委', full: '国家卫生健康委员会' },
  {
    short: '卫生计生委 国家卫生计生委 国家卫计委 卫计委',
    full: '国家卫生和计划生育委员会',
  },
  { short: '国资委 国务院国资委', full: '国务院国有资产监督管理委员会' },
  { short: '人民银行 中国人民银行 人行 央行', full: '中国人民银行' },
  { short: '海关总署', full: '中华人民共和国海关总署' },
  { short: '审计署', full: '中华人民共和国审计署' },
  { short: '税务总局 国家税务总局', full: '国家税务总局' },
  { short: '市场监管总局 国家市场监管总局', full: '国家市场监督管理总局' },
  { short: '工商总局', full: '国家工商行政管理总局' },
  { short: '质检总局', full: '国家质量监督检验检疫总局' },
  { short: '食品药品监管总局', full: '国家食品药品监督管理总局' },
  { short: '新闻出版广电总局', full: '国家新闻出版广电总局' },
  { short: '广电总局', full: '国家新闻出版广电总局', until: '2018-03' },
  { short: '广电总局 国家广电总局', full: '国家广播电视总局' },
  { short: '体育总局 国家体育总局', full: '国家体育总局' },
  { short: '安全监管总局', full: '国家安全生产监督管理总局' },
  { short: '金融监管总局', full: '国家金融监督管理总局' },
  { short: '银监会 中国银监会', full: '中国银行业监督管理委员会' },
  { short: '保监会 中国保监会', full: '中国保险监督管理委员会' },
  { short: '银保监会 中国银保监会', full: '中国银行保险监督管理委员会' },
  { short: '证监会 中国证监会', full: '中国证券监督管理委员会' },
  { short: '统计局 国家统计局', full: '国家统计局' },
  { short: '知识产权局 国家知识产权局', full: '国家知识产权局' },
  { short: '能源局 国家能源局', full: '国家能源局' },
  { short: '数据局 国家数据局', full: '国家数据局' },
  { short: '国防科工局 国家国防科工局', full: '国家国防科技工业局' },
  { short: '林草局 国家林草局', full: '国家林业和草原局' },
  { short: '林业局 国家林业局', full: '国家林业局' },
  { short: '海洋局 国家海洋局', full: '国家海洋局' },
  { short: '旅游局 国家旅游局', full: '国家旅游局' },
  { short: '粮食局 国家粮食局', full: '国家粮食局' },
  { short: '粮食和储备局 国家粮食和储备局', full: '国家粮食和物资储备局' },
  { short: '药监局 国家药监局', full: '国家药品监督管理局' },
  { short: '医保局 国家医保局', full: '国家医疗保障局' },
  { short: '中医药局 国家中医药局', full: '国家中医药管理局' },
  { short: '文物局 国家文物局', full: '国家文物局' },
  { short: '外汇局 国家外汇局', full: '国家外汇管理局' },
  { short: '铁路局 国家铁路局', full: '国家铁路局' },
  { short: '邮政局 国家邮政局', full: '国家邮政局' },
  { short: '民航局 中国民航局', full: '中国民用航空局' },
  { short: '版权局 国家版权局', full: '国家版权局' },
  { short: '测绘地信局', full: '国家测绘地理信息局' },
  { short: '乡村振兴局', full: '国家乡村振兴局' },
  { short: '疾控局', full: '国家疾病预防控制局' },
  { short: '移民局', full: '国家移民管理局' },
  { short: '标准委 国家标准委', full: '国家标准化管理委员会' },
  { short: '认监委 国家认监委', full: '国家认证认可监督管理委员会' },
  { short: '气象局 中国气象局', full: '中国气象局' },
  { short: '地震局 中国地震局', full: '中国地震局' },
  { short: '中科院', full: '中国科学院' },
  { short: '社科院', full: '中国社会科学院' },
  { short: '工程院', full: '中国工程院' },
  { short: '自然科学基金会', full: '国家自然科学基金委员会' },
  { short: '国务院扶贫办 扶贫办', full: '国务院扶贫开发领导小组办公室' },
  { short: '国务院侨办 侨办', full: '国务院侨务办公室' },
  { short: '国务院法制办 法制办', full: '国务院法制办公室' },
  { short: '全国总工会', full: '中华全国总工会' },
  { short: '共青团中央 团中央', full: '中国共产主义青年团中央委员会' },
  { short: '全国妇联', full: '中华全国妇女联合会' },
  { short: '全国工商联', full: '中华全国工商业联合会' },
  { short: '中国科协', full: '中国科学技术协会' },
  { short: '中国残联', full: '中国残疾人联合会' },
  { short: '中国贸促会 贸促会', full: '中国国际贸易促进委员会' },
  { short: '北京冬奥组委', full: '北京2022年冬奥会和冬残奥会组织委员会' },
];

/** Ministries whose names are full as they stand; never those of a local government. */
export const ministries: ReadonlySet<string> = new Set(
  (
    '外交部 国防部 教育部 公安部 国家安全部 民政部 司法部 财政部 自然资源部 生态环境部 交通运输部 水利部 农业农村部 农业部 商务部 文化部 ' +
    '国土资源部 卫生部 铁道部 建设部 信息产业部 监察部 人事部'
  ).split(' '),
);
