/** UI Kit without Jira: renders a panel, plays the host that calls it back, and shows the document that Jira would draw. */
import type { ReactElement } from 'react';
import type { ForgeDoc, Host } from '../tools/preview/document.ts';
import { draw } from '../tools/preview/draw.ts';
import { SOON } from './soon.ts';

/** What the app's resolver answers, by function. */
export type Resolver = Readonly<Record<string, (payload: never) => unknown>>;

interface Bridge {
  callBridge(command: string, data?: unknown): Promise<unknown>;
}

/** The host that answers now. `@forge/bridge` takes hold of the bridge once, when it is first imported, so one bridge stands for all. */
interface Stage {
  resolver: Resolver;
  context: Readonly<Record<string, unknown>>;
  roots: Set<unknown>;
  /** Told of each document that a panel hands over. */
  drawn: (doc: ForgeDoc) => void;
}

const stage: Stage = { resolver: {}, context: {}, roots: new Set(), drawn: () => {} };

const bridge: Bridge = {
  callBridge: async (command, data) => {
    if (command === 'reconcile') stage.drawn((data as { forgeDoc: ForgeDoc }).forgeDoc);
    if (command === 'getContext') return stage.context;
    if (command === 'invoke') {
      const { functionKey, payload } = data as { functionKey: string; payload: never };
      const answer = stage.resolver[functionKey];
      if (!answer) throw new Error(`the resolver has no ${functionKey}`);
      // What crosses the bridge is JSON.
      const result = await answer(payload === undefined ? payload : (JSON.parse(JSON.stringify(payload)) as never));
      return result === undefined ? undefined : JSON.parse(JSON.stringify(result));
    }
    return undefined;
  },
};

Object.assign(globalThis, { __bridge: bridge, self: globalThis });

export interface Screen {
  doc(): ForgeDoc;
  /** All words of the document, apart by blanks; those of dialogues too. */
  text(): string;
  html(host?: Partial<Host>): string;
  /** Nodes of a type, in order. */
  all(type: string): readonly ForgeDoc[];
  /** Waits for a document that fits. @throws Error with the last one's words where none ever comes (`soon.ts`) */
  until(fits: (screen: Screen) => boolean): Promise<void>;
  /** Presses the button with these words. @param within type of the node in which it stands, such as a dialogue */
  press(words: string, within?: string): Promise<void>;
  /** Types into, ticks or chooses in the field with this name, as the host would report it. */
  enter(name: string, value: unknown): Promise<void>;
  /** Sends the first form. */
  submit(): Promise<void>;
}

/** @param panel made after the bridge stands: import the panel's module inside a test, or after this module */
export async function openPanel(
  panel: ReactElement,
  host: { resolver: Resolver; locale?: string; context?: Readonly<Record<string, unknown>> },
): Promise<Screen> {
  const { render } = await import('../../packages/jira/panel/render.ts');
  let root: ForgeDoc | undefined;
  let wake: () => void = () => {};
  stage.resolver = host.resolver;
  stage.context = { locale: host.locale ?? 'en-US', ...host.context };
  stage.drawn = (doc) => {
    // Panels of earlier tests may still hand over a document; only the newest root is on stage.
    if (!stage.roots.has(doc) && root === undefined) {
      root = doc;
      stage.roots.add(doc);
    }
    if (doc === root) wake();
  };
  render(panel);
  const screen: Screen = {
    doc: () => {
      if (!root) throw new Error('nothing was drawn');
      return root;
    },
    text: () => wordsOf(screen.doc()),
    html: (given) => draw(screen.doc(), { users: {}, tabs: new Map(), ...given }),
    all: (type) => nodesOf(screen.doc()).filter((one) => one.type === type),
    until: async (fits) => {
      let isOver = false;
      const end = setTimeout(() => {
        isOver = true;
        wake();
      }, SOON.timeout);
      try {
        while (!fits(screen)) {
          if (isOver) throw new Error(`it did not come; the panel says: ${screen.text()}`);
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        clearTimeout(end);
      }
    },
    press: async (words, within) => {
      const places = within === undefined ? [screen.doc()] : screen.all(within);
      const found = places.flatMap(nodesOf).find((one) => /Button$/.test(one.type) && wordsOf(one) === words);
      if (!found) throw new Error(`no button “${words}”; the panel says: ${screen.text()}`);
      if (found.props.isDisabled) throw new Error(`the button “${words}” cannot be pressed`);
      await (found.props.onClick as () => unknown)();
    },
    enter: async (name, value) => {
      const found = nodesOf(screen.doc()).find((one) => one.props.name === name && one.props.onChange);
      if (!found) throw new Error(`no field ${name}`);
      const change = found.props.onChange as (event: unknown) => unknown;
      const type = { Textfield: 'text', TextArea: 'textarea', Checkbox: 'checkbox', RadioGroup: 'radio' }[found.type];
      await change(type ? { target: { type, value, checked: value === true } } : value);
    },
    submit: async () => {
      const form = nodesOf(screen.doc()).find((one) => one.type === 'Form');
      if (!form) throw new Error('there is no form');
      await (form.props.onSubmit as () => unknown)();
    },
  };
  return screen;
}

function nodesOf(node: ForgeDoc): readonly ForgeDoc[] {
  return [node, ...node.children.flatMap(nodesOf)];
}

export function wordsOf(node: ForgeDoc): string {
  const { text, title, label, header, description } = node.props;
  const own = [text, title, label, header, description].filter((one) => typeof one === 'string');
  return [...own, ...node.children.map(wordsOf)]
    .filter((one) => one !== '')
    .join(' ')
    .replaceAll(/\s+/g, ' ');
}
