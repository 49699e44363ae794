import { describe, expect, it } from 'vitest';
import { TracedText } from '../traced-text.ts';
import { assertReadable, visibleText } from './format.ts';

const read = (name: string, source: string) => visibleText(name, TracedText.ofSource(source));
const lines = (name: string, source: string): string[] =>
  read(name, source)
    .text.text.split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

describe('file formats', () => {
  it('takes .txt, .md, .html, .htm, .docx and .pdf in any case, and says what it takes for others', () => {
    for (const name of ['a.txt', 'b.MD', 'c.Html', 'd/e.htm', 'f.DOCX', 'g.pdf'])
      expect(() => assertReadable(name)).not.toThrow();
    expect(() => assertReadable('旧文件.doc')).toThrow(/\.txt, \.md, \.html, \.htm/);
    expect(() => assertReadable('没有扩展名')).toThrow(expect.objectContaining({ code: 'file.unsupported' }));
  });

  it('shows the blocks of a page as lines, and nothing of its scripts, styles and navigation', () => {
    const page =
      '<html><head><title>网站</title><style>p{}</style></head><body><nav>首页</nav><script>var a="<p>假</p>"</script><div>一、<b>总体</b>要求</div><p>正文<br>第二行</p></body></html>';
    expect(lines('a.html', page)).toEqual(['一、总体要求', '正文', '第二行']);
  });

  it('parts the cells of a row of values by bars, and breaks lines at cells that lay out a page', () => {
    const table = '<table>\n <tr> <td>指标</td>\n <td>2025年</td> </tr></table>';
    expect(lines('a.html', table)).toEqual(['指标 | 2025年']);
    const layout = '<table><tr><td><p>左栏</p></td><td><p>右栏</p></td></tr></table>';
    expect(lines('a.html', layout)).toEqual(['左栏', '右栏']);
  });

  it('knows the source of a character that stood there as an entity', () => {
    const source = '<p>甲&ldquo;乙&#x4E59;&nbsp;丙</p>';
    const { text } = read('a.html', source);
    expect(text.text.trim()).toBe('甲“乙乙\u00a0丙');
    const at = text.text.indexOf('丙');
    const run = text.runs().find((r) => r.clean <= at && at < r.clean + r.length);
    expect(source.slice(run?.source, (run?.source ?? 0) + (run?.sourceLength ?? 0))).toContain('丙');
    const quote = text.runs().find((r) => !r.exact);
    expect(source.slice(quote?.source, (quote?.source ?? 0) + (quote?.sourceLength ?? 0))).toBe('&ldquo;');
  });

  it('reads a .txt that holds HTML, also HTML that is escaped as in a JSON string', () => {
    const escaped = '<p style=\\"color:red\\">第一段<\\/p><p>第\\u4e8c段<\\/p><p>第三段<\\/p>';
    expect(lines('a.txt', escaped)).toEqual(['第一段', '第二段', '第三段']);
    expect(lines('a.txt', '<p>第一段</p><p>第二段</p><p>第三段</p>')).toEqual(['第一段', '第二段', '第三段']);
  });

  it('does not take a text that speaks of a tag for HTML', () => {
    expect(lines('a.txt', '网页标题用 <title> 标出，1<2。')).toEqual(['网页标题用 <title> 标出，1<2。']);
  });

  it('takes the marks of Markdown away and leaves the text', () => {
    expect(lines('a.md', '# 标题\n\n**发布**日期\n\n- [附件](x/y.pdf)\n\n---\n> 引文')).toEqual([
      '标题',
      '发布日期',
      '附件',
      '引文',
    ]);
  });

  it('parts the cells of a Markdown table by bars, as those of a page', () => {
    expect(lines('a.md', '# 表\n\n| 指标 | 2025年 |\n| --- | :-: |\n| 竹林面积 | 150 |')).toEqual([
      '表',
      '指标 | 2025年',
      '竹林面积 | 150',
    ]);
  });

  it('reads a front matter with and without a blank after the colon', () => {
    const { text, facts } = read(
      'a.md',
      '---\nname: 云山省竹业规划\n发文机构：云山省人民政府\n成文日期: 2024年3月6日\nurl:https://a.example/b.html\n---\n正文',
    );
    expect(text.text.trim()).toBe('正文');
    expect(facts).toEqual({
      title: '云山省竹业规划',
      issuers: ['云山省人民政府'],
      issuedOn: '2024-03-06',
      url: 'https://a.example/b.html',
    });
  });

  it('leaves a text alone that only has a rule at its top', () => {
    expect(read('a.md', '---\n正文没有第二条线').text.text).toContain('正文没有第二条线');
  });

  it('reads a page that is nested deeper than a call stack reaches', () => {
    const deep = `${'<div>'.repeat(50_000)}正文${'</div>'.repeat(50_000)}`;
    expect(lines('a.html', deep)).toEqual(['正文']);
  });
});
