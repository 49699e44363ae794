import { button, h } from './elements.ts';
import type { Frame, View } from './frame.ts';
import { ask, ServerProblem } from './server.ts';

/** Asks for the service's address and the token; the token leaves the page once and never comes back into it. */
export class ConnectView implements View {
  readonly element = h('section', { class: 'view' });

  constructor(frame: Frame) {
    const { words } = frame;
    const field = (label: string, type: string, hint: string) => {
      const input = h('input', { type, label });
      input.autocomplete = 'off';
      return {
        input,
        box: h('label', { class: 'field' }, label, input, h('span', { class: 'quiet' }, hint)),
      };
    };
    const address = field(words.address, 'url', words.connectReach);
    const token = field(words.token, 'password', words.tokenHint);
    address.input.value = frame.state.address ?? '';
    const connect = (): void =>
      void frame.run(words.connecting, async () => {
        const missing = (what: string) => new ServerProblem('connect.incomplete', what, '');
        if (address.input.value.trim() === '') throw missing(words.addressNeeded);
        if (token.input.value.trim() === '') throw missing(words.tokenNeeded);
        await ask('connect', { address: address.input.value, token: token.input.value });
        token.input.value = '';
        await frame.reload();
      });
    this.element.append(
      h('h2', {}, words.connectTitle),
      h('p', { class: 'quiet' }, words.connectIntro),
      address.box,
      token.box,
      h('div', { class: 'buttons' }, button(words.connect, connect, 'primary')),
    );
  }
}
