import { describe, expect, it } from 'vitest';
import { Problem } from '../records/problem.ts';
import { readSettings } from './settings.ts';

const failureOf = (env: Record<string, string>): Problem => {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('The settings were taken.');
};

describe('settings', () => {
  it('have defaults that serve this machine alone', () => {
    expect(readSettings({})).toMatchObject({
      port: 4310,
      host: '127.0.0.1',
      dataDir: './data',
      token: null,
      publicUrl: null,
      databaseUrl: null,
      officeJsUrl: 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js',
      logLevel: 'info',
    });
  });

  it('come from the environment; an empty variable is one that is not set', () => {
    expect(
      readSettings({ PORT: '8080', HOST: '', PUBLIC_URL: 'https://policy.example.cn/', LOG_LEVEL: 'warn' }),
    ).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      publicUrl: 'https://policy.example.cn',
      logLevel: 'warn',
    });
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '4310x'],
    ['PORT', '-1'],
    ['HOST', 'a b'],
    ['POLICY_SHEETS_TOKEN', 'short'],
    ['POLICY_SHEETS_TOKEN', 'with space in it'],
    ['PUBLIC_URL', 'https://policy.example.cn/under/a/path'],
    ['PUBLIC_URL', 'policy.example.cn'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['DATABASE_URL', 'mysql://host/db'],
    ['OFFICE_JS_URL', "https://host/office.js'; script-src *"],
    ['LOG_LEVEL', 'loud'],
    ['RATE_LIMIT', '0'],
    ['TRUST_PROXY', 'true'],
  ])('refuse %s=%s, naming the variable and what it must be', (name, value) => {
    const problem = failureOf({ [name]: value });
    expect(problem.code).toBe('settings.invalid');
    expect(problem.in('en')).toContain(name);
    expect(problem.in('zh-CN')).toContain(name);
    expect(problem.facts).toEqual({ variables: [name] });
  });

  it('name every wrong variable at once and repeat no value, which may be a secret', () => {
    const problem = failureOf({ PORT: 'x', DATABASE_URL: 'mysql://user:geheim@host/db' });
    expect(problem.facts).toEqual({ variables: ['PORT', 'DATABASE_URL'] });
    expect(`${problem.message}${problem.in('zh-CN')}${JSON.stringify(problem.facts)}`).not.toContain(
      'geheim',
    );
  });
});
