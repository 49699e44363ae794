/** Industries and fields of technology as plans name them. A longer name wins over one that it holds. */
const terms =
  '纳米技术 电子化学品 专用化学品 精细化学品 硅化工 石油化工 化工新材料 生物资源综合利用 农副产品加工 食品加工 果蔬加工 木材加工 新型建材 轨道交通装备 风电装备 环保装备 再生资源 直播电商 临港经济 楼宇经济 研发设计 健康养老 高端医疗器械 生物育种 现代种业 设施农业 畜牧业 特钢 铝加工 铜基新材料 高性能复合材料 先进复合材料 高分子材料 化纤 前沿新材料 人形机器人 高端装备制造 3D打印 生产性服务业 现代服务业 商务服务 农村电商 调味品 休闲食品 宠物食品 原料药 生物农业 生物材料 生物基材料 紧固件 加工贸易 保税物流 保税加工 飞机维修 航空制造 炼化 硅材料 晶硅 多晶硅 矿山装备 应急装备 安全应急 新一代人工智能 人工智能 大数据 云计算 区块链 物联网 工业互联网 互联网金融 互联网 移动互联网 虚拟现实 增强现实 元宇宙 量子 量子通信 量子科技 量子信息 量子计算 量子技术 卫星互联网 北斗卫星导航 北斗 卫星导航 卫星应用 航空航天 商业航天 航天 航空 民用航空 通用航空 低空经济 无人机 船舶 海洋工程 海洋装备 海工装备 轨道交通 集成电路设计 集成电路封装 集成电路制造 集成电路装备 集成电路 第三代半导体 宽禁带半导体 半导体 芯片 微电子 光电子 光电 光通信 激光 新型显示 显示 传感器 智能传感器 电子信息制造 电子信息 消费电子 汽车电子 智能终端 智能硬件 智能家居 智能家电 家电 计算机 服务器 软件和信息服务 软件和信息技术服务 软件 工业软件 信创软件 信创 网络安全 信息安全 信息技术服务 新一代信息技术 信息技术 信息服务 数字经济 数字创意 数字内容 数字服务 动漫 游戏 电子竞技 超高清视频 通信 信息通信 先进通信 无线通信 5G 6G 数据中心 医疗大数据 健康医疗大数据 脑机接口 类脑智能 智能制造装备 智能制造 智能装备 高端装备 装备制造 先进制造 高端制造 机器人 智能机器人 工业机器人 增材制造 数控机床 仪器仪表 再制造 新能源智能汽车 新能源汽车 智能网联汽车 智能网联车 智能汽车 智能驾驶 车联网 汽车零部件 汽车 氢能 氢燃料电池 燃料电池 储能 动力电池 锂电 光伏 太阳能 风电 风能 核电 核技术 核能 新能源 可再生能源 生物质能 浅层地热能 地热能 能源互联网 能源 节能环保 环保 节能 循环经济 资源综合利用 绿色低碳 绿色制造 新材料 先进材料 石墨烯 稀土 碳纤维 化工 石化 精细化工 钢铁 冶金 有色金属 建材 纺织 服装 轻工 食品 白酒 烟草 生物医药 生物技术 医药健康 健康诊疗 医药 中药材 中医药 医疗器械 基因 细胞 大健康 健康 康养 养老 医疗 现代农业 智慧农业 农业 种业 畜牧 农产品加工 林业 茶叶 智慧物流 现代物流 物流 冷链 快递 供应链 港口 航运 跨境电商 跨境电子商务 电子商务 商贸 外贸 会展 金融科技 科技金融 国际金融 新兴金融 绿色金融 金融 保险 科技保险 基金 证券 文化创意 文化旅游 文创 视频文创 影视 传媒 出版 旅游 体育 教育 人力资源 知识产权 标准化 检验检测认证 检验检测 技术转移 工程技术服务 工业设计 工程规划设计 设计服务 设计 研发服务 科技服务 科技咨询 咨询 创业孵化 创新创业 双创 服务外包 服务贸易 现代服务 家政 军民融合 军民结合 应急 安防 地理信息 测绘 遥感 智慧城市 数字贸易 语言服务 进口贸易 服务业 装备 先进封装 基础软硬件 自主可控信息系统 智能计算 超级计算 超算 云服务 空天 海洋 未来产业 先进结构材料 前沿材料 低碳 零碳 碳中和 经贸 冷链物流 节水 碳捕集 氢燃料 合成生物 生物制造 先进制造业 新型储能 海上风电 充换电 时空信息 商用密码 化合物半导体 光伏发电 抽水蓄能 预制菜 中医 银发经济 冰雪经济 固废 垃圾处理 污水处理 生态环保 水产 粮油 乳业 葡萄酒 陶瓷 家具 五金 玩具 珠宝 黄金 煤化工 煤炭 油气 页岩气 天然气 电力装备 输变电 特高压 充电设施 换电 自动驾驶 无人驾驶 飞机 发动机 航空发动机 卫星 火箭 数据服务 数据要素 数据标注 语音 智能语音 视觉 算力 大模型 网络视听 直播 新媒体 影视文化 演艺 赛事 冰雪 户外 温泉 民宿 餐饮 康复 口腔 疫苗 诊断 试剂 药品 制药 中药 藏药 苗药 化妆品 美妆 宠物 花卉 苗木 果蔬 牛羊 肉类 农机装备 农业机械 机械制造 工程机械 机械装备 机械加工 机械 机电 电子电器 电子元器件 新型电子元器件 电子材料 汽车整车 专用车 摩托车 自行车 模具 轴承 电线电缆 装配式建筑 绿色建筑 绿色建材 绿色食品 食品饮料 农产品精深加工 粮油加工 肉类加工 饲料 造纸 皮革 制鞋 家纺 纺织服装 印染 竹木加工 竹木家居 林木加工 家居 卫浴 日化 氟化工 磷化工 盐化工 有机硅 电池材料 金属加工 钒钛 石材 水泥 玻璃 光学 智能电网 文旅 电商 商贸物流 总部经济 海洋经济 海洋生物 渔业 水产品加工 生命健康 生命科学 医美 细胞治疗 基因治疗 体外诊断 创新药 生物制药 生物安全 人力资源服务 人才服务 人才资源服务 眼视光 时尚 茶文化 茶产业 文化产业 影视文化 非遗 陶艺 红色文化 户外运动 康养旅游 温泉康养 生物质能源 创意设计 信息安全 低空 低空制造 航空物流 临空经济 数字文化 电子竞技 短视频 网红经济 平台经济 港航物流 港航 生物科技 生物质材料 数据产业 数据 汽车电子 白酒酿造 印刷包装'.split(
    ' ',
  );

const byFirst = new Map<string, string[]>();
for (const term of terms) {
  const first = term[0] ?? '';
  byFirst.set(
    first,
    [...(byFirst.get(first) ?? []), term].sort((a, b) => b.length - a.length),
  );
}

/** Characters that no name begins with are most of a text: a table is quicker than the map. */
const begins = new Uint8Array(0x10000);
for (const first of byFirst.keys()) begins[first.charCodeAt(0)] = 1;

/** Length of the industry's name that stands at an offset; 0 where none does. */
export const industryLengthAt = (text: string, at: number): number =>
  begins[text.charCodeAt(at)] === 1
    ? (byFirst.get(text[at] ?? '')?.find((term) => text.startsWith(term, at))?.length ?? 0)
    : 0;

/** 区块链云 is an industry of its own; 人工智能云计算 is two. */
const withCloud = (text: string, at: number, length: number): number =>
  length > 0 && text[at + length] === '云' && !/[计平服端数制南]/u.test(text[at + length + 1] ?? '')
    ? length + 1
    : length;

const notATrade = /^标准化(?:厂房|生产|种植|养殖|管理|农田|基地)/u;

/** The industries that a text names, each once, in order. */
export const industriesIn = (text: string): string[] => {
  // A text names few industries: a list is quicker than a set.
  const found: string[] = [];
  for (let i = 0; i < text.length; ) {
    if (begins[text.charCodeAt(i)] !== 1) {
      i++;
      continue;
    }
    const length = withCloud(text, i, industryLengthAt(text, i));
    // 标准化厂房 says how a thing is built.
    if (length > 0 && notATrade.test(text.slice(i, i + length + 2))) {
      i += length;
      continue;
    }
    // 自主知识产权 is what a product has, no industry.
    if (length > 0 && text[i - 1] !== '主') {
      const name = text.slice(i, i + length);
      if (!found.includes(name)) found.push(name);
    }
    i += length || 1;
  }
  return found;
};
