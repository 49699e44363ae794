import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../records/problem.ts';
import {
  appendInside,
  attributeMap,
  escapeXml,
  findTag,
  patchXml,
  setAttribute,
  tagsIn,
  unescapeXml,
} from './xml.ts';

describe('a part that is patched', () => {
  const part =
    '<?xml version="1.0"?>\r\n<!-- 勿动 <a> --><x:a  b = \'1>2\' c="&lt;甲&gt;"><x:d/><e>文&amp;字</e ><![CDATA[<no>]]></x:a>';

  it('is the same text where no rule wants a change', () => {
    expect(patchXml(part, {})).toBe(part);
    expect(
      patchXml(part, { attribute: (_, __, value) => value, text: (_, value) => value, drop: () => false }),
    ).toBe(part);
  });
  it('differs in the value alone that a rule changes', () => {
    const changed = patchXml(part, {
      attribute: (element, name) => (element === 'a' && name === 'c' ? '<乙>' : undefined),
      text: (element) => (element === 'e' ? 'a < b' : undefined),
    });
    expect(changed).toBe(part.replace('&lt;甲&gt;', '&lt;乙&gt;').replace('文&amp;字', 'a &lt; b'));
  });
  it('loses the elements that a rule drops, with what is in them', () => {
    expect(
      patchXml('<a><b k="1"><b/><c>x</c></b><b k="2"/></a>', { drop: (_, all) => all().k === '1' }),
    ).toBe('<a><b k="2"/></a>');
  });
  it('knows where it is', () => {
    const paths: string[] = [];
    patchXml('<a><b><c>1</c></b><c>2</c></a>', {
      text: (element, value, path) => {
        paths.push(`${path.join('/')}/${element}=${value}`);
        return undefined;
      },
    });
    expect(paths).toEqual(['a/b/c=1', 'a/c=2']);
  });
});

describe('elements and attributes', () => {
  it('are found by local name and keep their prefix', () => {
    const tag = findTag('<x:sheet x:name="表 1" r:id="rId1"/>', 'sheet');
    expect(tag && attributeMap('<x:sheet x:name="表 1" r:id="rId1"/>', tag)).toEqual({
      'x:name': '表 1',
      'r:id': 'rId1',
    });
  });
  it('are added where they are missing and changed where they are there', () => {
    expect(setAttribute('<a><b/></a>', 'b', 'k', '"1"')).toBe('<a><b k="&quot;1&quot;"/></a>');
    expect(setAttribute('<a><b k="0">x</b></a>', 'b', 'k', '1')).toBe('<a><b k="1">x</b></a>');
  });
  it('are opened where something is put into them', () => {
    expect(appendInside('<a><b n="1" /></a>', 'b', '<c/>')).toBe('<a><b n="1"><c/></b></a>');
    expect(appendInside('<a><b><b/></b></a>', 'b', '<c/>')).toBe('<a><b><b/><c/></b></a>');
  });
});

it('text comes back from its escaped form', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold them
      fc.pre(!/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text));
      expect(unescapeXml(escapeXml(text))).toBe(text);
    }),
  );
});

it('markup that does not end, and a DOCTYPE, are refused as damage', () => {
  for (const broken of ['<a b="1', '<!-- x', '<!DOCTYPE x []><a/>', '<?xml', '<a b']) {
    expect(() => [...tagsIn(broken)], broken).toThrow(Problem);
  }
});
