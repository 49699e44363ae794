/**
 * What this room uses of @xmldom/xmldom. Its own types bring in those of a browser, under which code that only a browser
 * could run would pass for right in the whole service.
 */
declare module '@xmldom/xmldom/lib/index.js' {
  export interface Node {
    readonly nodeName: string;
    readonly parentNode: Node | null;
    readonly firstChild: Node | null;
    readonly nextSibling: Node | null;
    appendChild(node: Node): Node;
    removeChild(node: Node): Node;
    insertBefore(node: Node, before: Node | null): Node;
  }
  export interface Element extends Node {
    getAttribute(name: string): string | null;
    setAttribute(name: string, value: string): void;
  }
  export interface Document extends Node {
    getElementsByTagName(name: string): ArrayLike<Element>;
    createElement(name: string): Element;
    createTextNode(text: string): Node;
  }
  export class DOMParser {
    constructor(options: {
      errorHandler: Record<'warning' | 'error' | 'fatalError', (detail: string) => void>;
    });
    parseFromString(text: string, type: string): Document | undefined;
  }
  export class XMLSerializer {
    serializeToString(node: Node): string;
  }
}
