import type { DocumentFields } from '../../service/records/document.ts';

/** Fields of the written document: an invented province. */
export const writtenFields: DocumentFields = {
  title: '云山省新材料产业发展行动计划',
  noticeTitle: null,
  issuers: ['云山省人民政府'],
  docNumber: null,
  issuedOn: '2024-03-01',
  publishedOn: null,
  effectiveFrom: null,
  region: '云山省',
  period: [2024, 2027],
  url: null,
};

const head = ['云山省新材料产业发展行动计划', '一、总体要求', '（一）发展目标'];
const paragraphs = (n: number): string[] => [
  `（${n}）到2027年，全省新材料产业产值突破${300 + (n % 700)}亿元，年均增长${8 + (n % 9)}%以上，培育省级以上专精特新企业${40 + (n % 60)}家，建成中试平台${2 + (n % 7)}个。`,
  '优化临江高新技术产业开发区空间布局，支持青屏县依托石墨资源打造石墨烯产业园，推动柳溪经济开发区与高校院所共建成果转化基地。',
  `设立规模${5 + (n % 20)}亿元的云山省新材料产业投资基金，对首批次应用的企业按照保费的${30 + (n % 40)}%给予补助，引导社会资本投早投小。`,
  '完善标准、计量、检验检测等公共服务体系，推动上下游企业开展联合攻关，形成需求牵引供给、供给创造需求的良性循环。',
  '（牵头单位：省工业和信息化厅；责任单位：省科技厅、省财政厅、各市人民政府）',
];

/**
 * A document written for measuring, in the manner of an action plan: as long as asked for, with numbers that vary.
 * @param length characters, at least
 */
export const writtenDocument = (length: number): string => {
  const lines = [...head];
  let size = 0;
  for (let n = 1; size < length; n++) {
    if (n % 20 === 1) lines.push(`${'二三四五六七八九'[Math.floor(n / 20) % 8]}、重点任务`);
    for (const paragraph of paragraphs(n)) {
      lines.push(paragraph);
      size += paragraph.length + 1;
    }
  }
  return lines.join('\n');
};
