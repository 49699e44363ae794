import { type AgencyName, isUnnamed } from './agencies.ts';
import { isDepartment } from './short-departments.ts';

/** The level that heads a body's name: 省工信厅, 市发展改革委. */
const head = /^(?<level>省|市|县|区|州|旗|自治区)(?=\p{Script=Han}{2})/u;
/** Bodies that stand under no local government, and those that name a place or a level of their own. */
const ownLevel =
  /^(?:省|市|县|区|州|盟|旗|国家|国务院|中央|中国|各|有关|相关|驻|人民银行|人行|海关|国网|中央驻)|(?:海关|银行|公司|集团|电网)/u;

/**
 * Gives the bodies of a list the level that stands once before the first of them: 省工信厅、财政厅、数据管理局 are
 * 省工信厅, 省财政厅 and 省数据管理局. Only names that are nothing but a department get it.
 * @param names the bodies of one list, in order
 */
export const withSharedLevel = (names: readonly AgencyName[]): AgencyName[] => {
  let level = '';
  return names.map((named) => {
    const { name } = named;
    const own = head.exec(name)?.groups?.level;
    if (own) {
      level = own;
      return named;
    }
    if (level === '' || isUnnamed(name) || ownLevel.test(name) || !isDepartment(name, level)) {
      // 平潭综合实验区管委会、财政局: behind a body of another place the level no longer holds.
      if (!ownLevel.test(name) && !isUnnamed(name)) level = '';
      return named;
    }
    return { ...named, name: `${level}${name}` };
  });
};
