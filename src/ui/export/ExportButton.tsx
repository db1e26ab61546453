import { useTexts } from '#ui/i18n/useTexts.ts';
import type { MenuEntry } from '#ui/kit/Menu.tsx';
import { MenuButton } from '#ui/kit/MenuButton.tsx';
import panel from '#ui/kit/panel.module.css';
import { setUiState } from '#ui/shell/uiState.ts';
import { useActions, useStateReader } from '#ui/useAppStore.ts';
import { embedCode } from './embedCode.ts';
import { saveFile } from './saveFile.ts';

const exportFiles = () => import('./exportFiles.ts');

/** What can leave the page: the manifests, the picture, the newest trace, and a frame for another page. */
export function ExportButton({ title }: { readonly title: string }) {
  const { frame: texts } = useTexts().shell;
  const read = useStateReader();
  const actions = useActions();

  function entries(): readonly MenuEntry[] {
    const { text, sent } = read();
    const action = (id: keyof typeof texts.exports, run: () => void, disabled = false): MenuEntry => ({
      kind: 'action',
      id,
      label: texts.exports[id],
      disabled,
      run,
    });
    return [
      action('yaml', () => {
        void exportFiles().then(({ fileName }) => {
          saveFile(fileName(read(), 'yaml'), new Blob([text], { type: 'application/yaml' }));
        });
      }),
      action('copyYaml', () => void actions.copyOut('yaml', () => Promise.resolve(text))),
      action('svg', () => void exportFiles().then(({ exportSvg }) => exportSvg(read(), title))),
      action('png', () => void exportFiles().then(({ exportPng }) => exportPng(read(), title))),
      action(
        'markdown',
        () => void actions.copyOut('markdown', async (link) => (await exportFiles()).markdownOf(read(), title, link)),
        sent === undefined,
      ),
      action('embed', () => void actions.copyOut('embed', (link) => Promise.resolve(embedCode(link, title, read())))),
      { kind: 'line', id: 'line' },
      action('present', () => {
        setUiState({ presenting: true });
      }),
    ];
  }

  return (
    <MenuButton label={texts.exporting} className={panel.quiet} entries={entries}>
      {texts.exporting}
    </MenuButton>
  );
}
