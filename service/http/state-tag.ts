import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Store } from '../store/store.ts';
import type { Answer } from './route.ts';

/**
 * Tag of an answer that is the same as long as the question and the store's state are. The state is the change number
 * together with the store's very first change, because a data folder that was made anew counts from 1 again.
 * @param question all that decides the answer beside the store
 */
export const stateTag = async (store: Store, cursor: number, question: unknown): Promise<string> => {
  const { items: first } = await store.changes(0, 1);
  const state = createHash('sha256')
    .update(JSON.stringify([cursor, first, question]))
    .digest('base64url');
  return `"${state.slice(0, 32)}"`;
};

/** The answer 304 where the asker shows the tag of the present state in If-None-Match; else null. */
export const knownState = async (
  store: Store,
  request: Request,
  question: unknown,
): Promise<Answer | null> => {
  const shown = request.get('if-none-match');
  if (shown === undefined) return null;
  const tag = await stateTag(store, await store.cursor(), question);
  const same = shown.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
  return same ? { status: 304, headers: { ETag: tag } } : null;
};
