/** Provinces and what stands for them, with the full name. */
const provinces: Readonly<Record<string, string>> = {
  北京: '北京市',
  天津: '天津市',
  上海: '上海市',
  重庆: '重庆市',
  河北: '河北省',
  山西: '山西省',
  辽宁: '辽宁省',
  吉林: '吉林省',
  黑龙江: '黑龙江省',
  江苏: '江苏省',
  浙江: '浙江省',
  安徽: '安徽省',
  福建: '福建省',
  江西: '江西省',
  山东: '山东省',
  河南: '河南省',
  湖北: '湖北省',
  湖南: '湖南省',
  广东: '广东省',
  海南: '海南省',
  四川: '四川省',
  贵州: '贵州省',
  云南: '云南省',
  陕西: '陕西省',
  甘肃: '甘肃省',
  青海: '青海省',
  台湾: '台湾省',
  内蒙古: '内蒙古自治区',
  广西: '广西壮族自治区',
  西藏: '西藏自治区',
  宁夏: '宁夏回族自治区',
  新疆: '新疆维吾尔自治区',
  香港: '香港特别行政区',
  澳门: '澳门特别行政区',
};

/** Cities at prefecture level (GB/T 2260), written without 市. */
const cities =
  '石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 莱芜 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山 贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆 拉萨 日喀则 昌都 林芝 山南 那曲 阿里 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 杨凌 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南 西宁 海东 海北 黄南 果洛 玉树 海西 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 喀什 和田 伊犁 塔城 阿勒泰 石河子'.split(
    ' ',
  );

/** Regions that plans speak of as places. */
const regions =
  '京津冀 长三角 珠三角 粤港澳大湾区 粤港澳 成渝地区双城经济圈 成渝 雄安 滨海 浦东 横琴 前海 南沙 中关村 张江 临港 光谷 西咸 河套'.split(
    ' ',
  );

/** 国家级新区 without the two that are administrative districts by now (浦东新区, 滨海新区). */
export const nationalNewAreas: readonly string[] =
  '两江新区 舟山群岛新区 兰州新区 南沙新区 西咸新区 贵安新区 青岛西海岸新区 西海岸新区 金普新区 大连金普新区 天府新区 四川天府新区 湘江新区 湖南湘江新区 江北新区 南京江北新区 福州新区 滇中新区 云南滇中新区 哈尔滨新区 长春新区 赣江新区 江西赣江新区 雄安新区 河北雄安新区'.split(
    ' ',
  );

const byFirst = new Map<string, string[]>();
for (const name of [...Object.keys(provinces), ...cities, ...regions]) {
  const first = name[0] ?? '';
  byFirst.set(
    first,
    [...(byFirst.get(first) ?? []), name].sort((a, b) => b.length - a.length),
  );
}

/** Characters that no name begins with are most of a text: a table is quicker than the map. */
const begins = new Uint8Array(0x10000);
for (const first of byFirst.keys()) begins[first.charCodeAt(0)] = 1;

const levelAfter = /^(?:省(?!级)|市(?!级)|自治区|自治州|地区|特别行政区|壮族自治区|回族自治区|维吾尔自治区)/u;
/** A district or county right behind a city (天津市西青区) or on its own: two to four characters and 区, 县, 旗. */
const district = /^\p{Script=Han}{1,4}?(?:新区|区|县|旗|自治县)(?![域块间划分县])/u;

/**
 * The place that a text begins with, by the gazetteer: 济南, 济南市, 京津冀.
 * @returns length in characters, with 省 or 市 behind the name; 0 where it begins with none
 */
export const placeLengthAt = (text: string, at: number): number => {
  if (begins[text.charCodeAt(at)] !== 1) return 0;
  const name = byFirst.get(text[at] ?? '')?.find((candidate) => text.startsWith(candidate, at));
  if (!name) return 0;
  const level = levelAfter.exec(text.slice(at + name.length, at + name.length + 8));
  return name.length + (level ? level[0].length : 0);
};

/** True where the whole text is a place: 济南, 临江市, 海淀区, 贵安新区. */
export const isPlace = (text: string): boolean =>
  text.length >= 2 &&
  (placeLengthAt(text, 0) === text.length ||
    (/^\p{Script=Han}{2,7}(?:省|市|区|县|州|盟|旗|镇|新区)$/u.test(text) &&
      !/小镇|街区|商务区|服务区|工业区|功能区|园区|社区|地区|城区|景区|矿区|集聚区|聚集区|示范区|试验区|开发区|高新区|先导区|经开区|保税区|综保区|自贸区|合作区|集中区|产业区|片区|核心区|先行区|园区|新片区|港务区|经济区|承载区|拓展区|辐射区|山区县|贫困县|民族县|城市|都市|全市|本市|各市|各区|其他|有关|相关|全区|[的和与及、在]/u.test(
        text,
      )));

/** The first place of the gazetteer anywhere in a text; null where there is none. */
export const placeWithin = (text: string): string | null => {
  for (let i = 0; i < text.length; i++) {
    const length = placeLengthAt(text, i);
    if (length > 0) return text.slice(i, i + length);
  }
  return null;
};

/** The place that a name begins with, districts included: 天津西青 → 天津, 海淀区双创 → 海淀区; empty where none. */
export const leadingPlace = (name: string): string => {
  const length = placeLengthAt(name, 0);
  if (length > 0) {
    const behind = district.exec(name.slice(length, length + 6));
    return behind && isPlace(behind[0]) ? name.slice(0, length + behind[0].length) : name.slice(0, length);
  }
  const alone = district.exec(name.slice(0, 8));
  return alone && isPlace(alone[0]) ? alone[0] : '';
};

/** True for a place that can be looked up: a province, city, district or county, or one of the great regions. */
export const isLocation = (place: string): boolean =>
  /(?:省|市|区|县|旗|州)$/u.test(place) ||
  provinces[place] !== undefined ||
  cities.includes(place) ||
  /^(?:京津冀|长三角|珠三角|粤港澳)/u.test(place);

/** A place as records show it, with its level: 北京 → 北京市, 山东 → 山东省, 济南 → 济南市. A region stays as it is. */
export const fullPlace = (place: string): string => {
  const province = provinces[place];
  if (province) return province;
  return cities.includes(place) ? `${place}市` : place;
};

/**
 * The places of a list in running text, such as 海淀区、朝阳区 or 济南市.
 * @param loose true where a piece counts by the district or city that it begins with: 东河区(智能网联车产业聚集)
 */
export const placesIn = (text: string, loose = false): string[] => {
  const found: string[] = [];
  for (const piece of text.split(/[、，,]|以及|和|与|及/u)) {
    const bare = piece
      .replace(/^(?:支持|在|推动|引导|鼓励|依托|位于|于|将|把|以)+/u, '')
      .replace(/(?:等|两地|3市|三市|两市).*$/u, '');
    const leading = loose ? leadingPlace(bare) : '';
    if (isPlace(bare)) found.push(bare);
    else if (/[区县市]$/u.test(leading)) found.push(leading);
  }
  return found;
};
