import { describe, expect, it } from 'vitest';
import { onViewRequest, requestView, type ViewRequest, viewRequestIn } from './view-requests.ts';

describe('a request for a place in the pane', () => {
  it('waits for a pane that is not there yet, and only the last one does', () => {
    requestView({ view: 'evidence' });
    requestView({ view: 'check' });
    const seen: ViewRequest[] = [];
    const stop = onViewRequest((request) => seen.push(request));
    expect(seen).toEqual([{ view: 'check' }]);
    requestView({ view: 'refresh', tables: 'all' });
    expect(seen).toHaveLength(2);
    stop();
    requestView({ view: 'insert' });
    expect(seen).toHaveLength(2);
    onViewRequest((request) => seen.push(request))();
    expect(seen.at(-1)).toEqual({ view: 'insert' });
  });

  it('goes to the pane that came last; the one before has no say in it any more', () => {
    const first: ViewRequest[] = [];
    const second: ViewRequest[] = [];
    const stopFirst = onViewRequest((request) => first.push(request));
    const stopSecond = onViewRequest((request) => second.push(request));
    stopFirst();
    requestView({ view: 'evidence' });
    expect([first, second]).toEqual([[], [{ view: 'evidence' }]]);
    stopSecond();
  });

  it.each([
    ['#view=check', { view: 'check' }],
    ['view=evidence', { view: 'evidence' }],
    ['#view=refresh', { view: 'refresh' }],
    ['#view=refresh&tables=all', { view: 'refresh', tables: 'all' }],
    ['#view=refresh&tables=%E7%9B%AE%E6%A0%87,B', { view: 'refresh', tables: ['目标', 'B'] }],
    ['#view=elsewhere', null],
    ['', null],
  ])('is read from the address part %s', (hash, request) => {
    expect(viewRequestIn(hash)).toEqual(request);
  });
});
