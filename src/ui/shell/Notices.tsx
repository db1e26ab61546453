import { X } from 'lucide-react';
import { useEffect } from 'react';
import type { Notice } from '#store/state.ts';
import type { Catalogue } from '#ui/i18n/catalogue.ts';
import { explainLinkProblem } from '#ui/i18n/explain.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import panel from '#ui/kit/panel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import styles from './Notices.module.css';
import { useUiState } from './uiState.ts';

const shortMs = 6000;

/** The newest short message. It is read out; those that ask for nothing go away by themselves. */
export function Notices() {
  const catalogue = useTexts();
  const { notices: texts } = catalogue.shell;
  const notice = useAppStore((state) => state.notice);
  const actions = useActions();
  const takeUpdate = useUiState((state) => state.takeUpdate);
  const bad = notice !== undefined && isBad(notice);
  const stays = bad || notice?.kind === 'update-ready';

  useEffect(() => {
    if (notice === undefined || stays) return undefined;
    const timer = setTimeout(actions.dismissNotice, shortMs);
    return () => {
      clearTimeout(timer);
    };
  }, [notice, stays, actions]);

  return (
    <>
      {notice === undefined ? null : (
        <div className={styles.toast} data-bad={bad ? '' : undefined}>
          <span>{wordsOf(notice, catalogue)}</span>
          {notice.kind === 'pasted' && notice.problems > 0 ? (
            <button
              type="button"
              className={panel.link}
              onClick={() => {
                actions.showTab({ source: 'problems' });
                actions.dismissNotice();
              }}
            >
              {texts.showProblems}
            </button>
          ) : null}
          {notice.kind === 'update-ready' && takeUpdate !== undefined ? (
            <button type="button" className={panel.link} onClick={() => void takeUpdate()}>
              {texts.takeUpdate}
            </button>
          ) : null}
          <button type="button" className={styles.close} aria-label={texts.dismiss} onClick={actions.dismissNotice}>
            <X size={14} />
          </button>
        </div>
      )}
    </>
  );
}

function isBad({ kind }: Notice): boolean {
  return kind === 'link-problem' || kind === 'edit-failed' || kind === 'too-large' || kind === 'engine-restarted';
}

function wordsOf(notice: Notice, catalogue: Catalogue): string {
  const { notices: texts } = catalogue.shell;
  switch (notice.kind) {
    case 'link-copied':
    case 'link-too-long':
    case 'too-large':
      return texts[notice.kind](notice.characters);
    case 'copied':
      return texts.copied[notice.what];
    case 'link-problem':
      return explainLinkProblem(catalogue, notice.problem);
    case 'manifest-rewritten':
      return texts[notice.kind](notice.resources.map(({ kind, name }) => `${kind} ${name}`).join(', '));
    case 'pasted':
      return texts.pasted(notice.objects, notice.problems);
    case 'edit-failed':
      return notice.refusal === undefined ? texts['edit-failed'] : texts.refusal[notice.refusal];
    case 'copy-failed':
    case 'update-ready':
    case 'engine-restarted':
    case 'forked':
      return texts[notice.kind];
  }
}
