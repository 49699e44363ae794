import { openStore } from '../../service/store/open-store.ts';
import { policyDocument } from '../fixtures/policy-document.ts';

/**
 * A process to be killed: puts one document after another into the store of a data folder and writes the id of each to
 * standard output once the store has acknowledged it.
 */
const [dataDir = '', prefix = ''] = process.argv.slice(2);
const store = await openStore({ dataDir });
for (let i = 0; ; i++) {
  const { documentId } = await store.put(
    policyDocument({ title: `云山省${prefix}第${i}号方案` }, [
      {
        words: `到2025年产值达到${i + 1}亿元`,
        targets: [{ value: i + 1 }, { indicator: '年产值', value: i + 1 }],
      },
    ]),
  );
  process.stdout.write(`${documentId}\n`);
}
