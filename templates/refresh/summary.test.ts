import { describe, expect, it } from 'vitest';
import { FakeService } from '../../test/hosts/fake-service.ts';
import { MemoryHost } from '../../test/hosts/memory-host.ts';
import { newTableOf } from './bind.ts';
import { refreshTable } from './refresh.ts';
import { summaryText } from './summary.ts';

describe('a service that has moved to another address', () => {
  it('renews the links without counting a row as changed', async () => {
    const service = new FakeService();
    service.add('tgt_a', { value: 1 });
    const host = new MemoryHost();
    await host.insertTable(
      newTableOf({
        table: 'tblLinks',
        sheet: '目标',
        title: '目标',
        kind: 'target',
        language: 'zh-CN',
        fields: ['indicator', 'value', 'evidenceUrl'],
      }),
    );
    const now = '2026-02-01T09:30:00.000Z';
    await refreshTable(host, service, 'tblLinks', { now });
    service.evidenceBase = 'https://policy-new.example';
    const { plan, summary } = await refreshTable(host, service, 'tblLinks', { now });
    expect(summary).toMatchObject({ changed: 0, relinked: 1, localEdits: 0 });
    expect(summaryText(summary, 'zh-CN')).toContain('仅链接随服务地址改变 1');
    expect(plan.updates).toHaveLength(1);
    expect(host.table('tblLinks').rows[0]?.[3]?.value).toContain('https://policy-new.example/');
  });
});
