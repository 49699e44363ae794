/**
 * Departments as county and city documents write them in a list that 等部门 closes: 发改、财政、工信等部门.
 * Alone such a word is a line of work and no body.
 */
const shortNames = new Set(
  '发改 发展改革 发展和改革 财政 工信 经信 工业和信息化 经济和信息化 经济信息化 科技 科学技术 国土 国土资源 自然资源 规划 住建 住房城乡建设 住房和城乡建设 建设 城管 城市管理 环保 环境保护 生态环境 市场监管 市场监督管理 工商 质监 食药监 药监 药品监管 农牧 农业 农业农村 畜牧 林业 林草 园林 水利 水务 商务 教育 人社 人力社保 人力资源社会保障 人力资源和社会保障 税务 国税 地税 公安 民政 司法 审计 统计 卫健 卫生 卫生健康 卫生计生 文旅 文广旅 文化 文化和旅游 文化旅游 旅游 体育 广电 新闻出版 交通 交通运输 邮政 应急 应急管理 安监 消防 金融 金融监管 银保监 证监 能源 电力 气象 粮食 物资储备 医保 医疗保障 网信 宣传 组织 编制 国资 国资监管 招商 投促 口岸 海关 外事 民族 民宗 退役军人 知识产权 大数据 数据 政务服务 行政审批 供销 扶贫 乡村振兴 信访 保密 密码 通信 通信管理 海洋 渔业 铁路 民航 地震 文物 中医药'.split(
    ' ',
  ),
);

/** A body's own ending, as it may stand in the same list: 金融办, 税务局, 人民银行. */
const body = /\p{Script=Han}(?:局|办|委|厅|银行|中心|公司|管委会|总队|支队)$/u;
const list =
  /^(?:由|请)?(?<head>(?:全?(?:省|市(?!场|政)|县|区|州)(?:级|直)?)?)(?<items>\p{Script=Han}{2,10}?(?:[、和及与]\p{Script=Han}{2,10}?)+)(?:等)?(?:有关|相关|各|职能|行政|主管|业务)*部门$/u;

/**
 * The departments of a list of short names that ends a text, each with 部门 behind it, the level that heads the list
 * restored: 市发改、财政等部门 → 市发改部门, 市财政部门.
 * @param text a clause up to its verb
 * @returns names in order; empty unless all items are departments and there are at least two
 */
export const shortDepartmentsIn = (text: string): string[] => {
  const groups = list.exec(text.trim())?.groups;
  if (!groups) return [];
  const head = groups.head ?? '';
  const names: string[] = [];
  for (const piece of (groups.items ?? '').split('、')) {
    // 工业和信息化 is one department, 财政和科技 are two.
    const items = shortNames.has(piece) ? [piece] : piece.split(/[和及与]/u);
    for (const item of items) {
      if (shortNames.has(item)) names.push(`${head}${item}部门`);
      else if (body.test(item) && !/^各|有关|相关/u.test(item)) names.push(`${head}${item}`);
      else return [];
    }
  }
  return names.length > 1 ? names : [];
};
