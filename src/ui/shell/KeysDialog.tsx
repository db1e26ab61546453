import { useEffect, useRef } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import panel from '#ui/kit/panel.module.css';
import type { ShellTexts } from '../i18n/en/shell.ts';
import { commands, type Command } from './commands.ts';
import styles from './Dialog.module.css';
import { setUiState } from './uiState.ts';

type KeyName = Exclude<keyof ShellTexts['keys'], 'title' | 'groups' | 'pointer' | 'arrowKeys'>;
type Row = readonly [name: KeyName, keys: readonly string[]];

/** Keys that work while the canvas has the focus; `commands.ts` has those that work everywhere. */
const canvasRows: readonly Row[] = [
  ['arrows', ['{arrows}']],
  ['extend', ['Shift+{arrows}']],
  ['move', ['Alt+{arrows}']],
  ['inspect', ['Enter']],
  ['rename', ['F2']],
  ['duplicate', ['Mod+D']],
  ['remove', ['Del']],
  ['menu', ['Menu', 'Shift+F10']],
  ['selectAll', ['Mod+A']],
  ['escape', ['Esc']],
];

/** Every key there is, by where it works. */
export function KeysDialog() {
  const { keys: texts, frame } = useTexts().shell;
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const rowsOf = (group: Command['group']): readonly Row[] =>
    commands.flatMap(({ name, group: own, keys }) => (own === group ? [[name as KeyName, keys] as const] : []));
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={texts.title}
      onClose={() => {
        setUiState({ showingKeys: false });
      }}
    >
      <div className={styles.head}>
        <h2>{texts.title}</h2>
        <button
          type="button"
          className={panel.button}
          onClick={() => {
            dialog.current?.close();
          }}
        >
          {frame.close}
        </button>
      </div>
      <div className={styles.groups}>
        <div>
          <Rows title={texts.groups.player} rows={rowsOf('player')} />
          <Rows title={texts.groups.document} rows={rowsOf('document')} />
        </div>
        <Rows
          title={texts.groups.canvas}
          rows={[...rowsOf('canvas'), ...canvasRows, ['marquee', [`Shift+${texts.pointer}`]]]}
        />
      </div>
    </dialog>
  );
}

function Rows({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  const { keys: texts } = useTexts().shell;
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map(([name, keys]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{texts[name]}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key} className={styles.key}>
                  {keyWords(key).replace('{arrows}', texts.arrowKeys)}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The key as this machine's keyboard has it. */
export function keyWords(key: string): string {
  const isMac = navigator.platform.startsWith('Mac');
  return key
    .replace('Mod', isMac ? '⌘' : 'Ctrl')
    .replaceAll('+', isMac ? '' : ' ')
    .replace('Shift', isMac ? '⇧' : 'Shift');
}
