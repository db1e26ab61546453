import { Moon, Redo2, Share2, Sun, SunMoon, Undo2 } from 'lucide-react';
import { useRef } from 'react';
import type { AppState, Theme } from '#store/state.ts';
import type { ShellTexts } from '#ui/i18n/en/shell.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import type { MenuEntry } from '#ui/kit/Menu.tsx';
import { MenuButton } from '#ui/kit/MenuButton.tsx';
import { ExportButton } from '#ui/export/ExportButton.tsx';
import panel from '#ui/kit/panel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { Logo } from './Logo.tsx';
import { titleOf } from './titleOf.ts';
import styles from './TopBar.module.css';
import { setUiState } from './uiState.ts';
import { useExamplesMenu } from './useExamplesMenu.ts';
import { useImport } from './useImport.ts';
import { useIsNarrow } from './useIsNarrow.ts';

/** Every language is called by its own name, whatever the language on screen. */
const languageNames = { en: 'EN', zh: '中文' } as const;

/** What the whole scenario is about: its title, its history, where it comes from and where it goes. */
export function TopBar() {
  const { frame: texts, appName } = useTexts().shell;
  const actions = useActions();
  const readOnly = useAppStore((state) => state.readOnly);
  const locale = useAppStore((state) => state.locale);
  const examplesMenu = useExamplesMenu();
  const isNarrow = useIsNarrow();
  const title = useAppStore(titleOf) ?? texts.untitled;
  return (
    <header className={styles.bar} aria-label={texts.topBar}>
      <h1 className={styles.logo}>
        <Logo />
        <span>{appName}</span>
      </h1>
      <Title />
      <div className={styles.actions}>
        {isNarrow ? null : <UndoRedo />}
        <button
          type="button"
          className={panel.quiet}
          onClick={() => {
            setUiState({ showingLearn: true });
          }}
        >
          {texts.learn}
        </button>
        <MenuButton label={texts.examples} className={panel.quiet} entries={examplesMenu}>
          {texts.examples}
        </MenuButton>
        {isNarrow ? null : <ImportButton />}
        {isNarrow ? null : <ExportButton title={title} />}
        {isNarrow ? null : (
          <button
            type="button"
            className={panel.quiet}
            onClick={() => {
              setUiState({ showingConformance: true });
            }}
          >
            {texts.conformance}
          </button>
        )}
        <button
          type="button"
          className={panel.quiet}
          aria-label={texts.language}
          onClick={() => {
            actions.setLocale(locale === 'en' ? 'zh' : 'en');
          }}
        >
          <span className={styles.languages} data-locale={locale}>
            <span lang="en">{languageNames.en}</span>
            {' / '}
            <span lang="zh-CN">{languageNames.zh}</span>
          </span>
        </button>
        <ThemeButton />
        {readOnly ? (
          <button type="button" className={panel.primary} onClick={actions.fork}>
            {texts.fork}
          </button>
        ) : (
          <button
            type="button"
            className={panel.primary}
            aria-label={texts.share}
            onClick={() => void actions.share()}
          >
            {isNarrow ? <Share2 size={15} aria-hidden /> : texts.share}
          </button>
        )}
      </div>
    </header>
  );
}

function Title() {
  const { frame: texts } = useTexts().shell;
  const title = useAppStore(titleOf) ?? texts.untitled;
  const origin = useAppStore((state) => state.origin.kind);
  const saved = useAppStore((state) => state.saved);
  const status = statusOf(origin, saved, texts);
  return (
    <p className={styles.title}>
      <span className={styles.slash} aria-hidden="true">
        {'/'}
      </span>
      <span className={styles.name} title={title}>
        {title}
      </span>
      <span role="status" className={styles.status} data-tone={status.tone}>
        {status.words}
      </span>
    </p>
  );
}

function statusOf(
  origin: AppState['origin']['kind'],
  saved: AppState['saved'],
  texts: ShellTexts['frame'],
): { readonly words: string; readonly tone: 'ok' | 'plain' | 'neutral' } {
  if (origin === 'link') return { words: texts.viewOnly, tone: 'neutral' };
  if (origin === 'example') return { words: texts.example, tone: 'neutral' };
  if (origin === 'lesson') return { words: texts.lesson, tone: 'neutral' };
  if (origin === 'blank') return { words: texts.blank, tone: 'neutral' };
  if (saved === 'not-saved') return { words: texts.notSaved, tone: 'plain' };
  return saved === 'saved' ? { words: texts.saved, tone: 'ok' } : { words: texts.saving, tone: 'neutral' };
}

function UndoRedo() {
  const { frame: texts } = useTexts().shell;
  const actions = useActions();
  const canUndo = useAppStore((state) => state.canUndo && !state.readOnly);
  const canRedo = useAppStore((state) => state.canRedo && !state.readOnly);
  return (
    <>
      <button type="button" className={panel.quiet} disabled={!canUndo} aria-label={texts.undo} onClick={actions.undo}>
        <Undo2 size={15} className={styles.narrow} />
        <span className={styles.wide}>{texts.undo}</span>
      </button>
      <button type="button" className={panel.quiet} disabled={!canRedo} aria-label={texts.redo} onClick={actions.redo}>
        <Redo2 size={15} className={styles.narrow} />
        <span className={styles.wide}>{texts.redo}</span>
      </button>
    </>
  );
}

function ImportButton() {
  const { frame: texts } = useTexts().shell;
  const { openPaste, importFiles } = useImport();
  const readOnly = useAppStore((state) => state.readOnly);
  const field = useRef<HTMLInputElement>(null);
  const open = (): void => {
    field.current?.click();
  };
  return (
    <>
      <MenuButton
        label={texts.importing}
        className={panel.quiet}
        disabled={readOnly}
        entries={() => [
          { kind: 'action', id: 'paste', label: texts.pasteYaml, run: openPaste },
          { kind: 'action', id: 'file', label: texts.openFile, detail: texts.dropHint, run: open },
        ]}
      >
        {texts.importing}
      </MenuButton>
      <input
        ref={field}
        type="file"
        hidden
        multiple
        accept=".yaml,.yml,.json,.txt,application/yaml"
        aria-label={texts.openFile}
        onChange={(event) => {
          void importFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}

function ThemeButton() {
  const { frame: texts } = useTexts().shell;
  const actions = useActions();
  const theme = useAppStore((state) => state.theme);
  const words = { light: texts.themeLight, dark: texts.themeDark, system: texts.themeSystem };
  const icons = { light: <Sun size={15} />, dark: <Moon size={15} />, system: <SunMoon size={15} /> };
  return (
    <MenuButton
      label={texts.theme(words[theme])}
      className={panel.quiet}
      entries={() =>
        (['light', 'dark', 'system'] satisfies Theme[]).map(
          (each): MenuEntry => ({
            kind: 'action',
            id: each,
            label: words[each],
            checked: each === theme,
            run: () => {
              actions.setTheme(each);
            },
          }),
        )
      }
    >
      {icons[theme]}
    </MenuButton>
  );
}
