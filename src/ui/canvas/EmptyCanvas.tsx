import { useState } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import panel from '#ui/kit/panel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { useUiState } from '../shell/uiState.ts';
import { useImport } from '../shell/useImport.ts';
import { FirstLesson } from '../lessons/FirstLesson.tsx';
import styles from './EmptyCanvas.module.css';

const shapeNames = ['pair', 'waypoint', 'ingress', 'mixed'] as const;
const oneLiner =
  'kubectl get ns,sa,deploy,svc,gtw,httproute,authorizationpolicy,peerauthentication,serviceentry -A -o yaml';
const mostRecent = 5;

/** What an empty scenario shows: where things could be, and four ways to start. */
export function EmptyCanvas() {
  const { empty: texts } = useTexts().shell;
  const actions = useActions();
  const { openPaste } = useImport();
  const recent = useAppStore((state) => state.recent);
  const origin = useAppStore((state) => state.origin);
  // With a tool in hand the whole canvas is there to be clicked on.
  const isDrawing = useUiState(({ tool }) => tool !== 'select');
  const others = recent.filter(({ id }) => origin.kind !== 'own' || origin.id !== id).slice(0, mostRecent);
  return (
    <div className={styles.empty}>
      <Ghosts />
      <div className={styles.box} hidden={isDrawing}>
        <h2>{texts.title}</h2>
        <p>{texts.lead}</p>
        <div className={styles.row}>
          <button type="button" className={panel.primary} onClick={openPaste}>
            {texts.paste}
          </button>
          <FirstLesson className={panel.button} />
        </div>
        <p className={styles.label}>{texts.oneLiner}</p>
        <OneLiner />
        <h3 className={styles.label}>{texts.shapes}</h3>
        <div className={styles.shapes}>
          {shapeNames.map((name) => (
            <button
              key={name}
              type="button"
              className={styles.shape}
              onClick={() => {
                void import('./starterShapes.ts').then(({ shapeText }) =>
                  actions.edit({ kind: 'paste', text: shapeText(name) }),
                );
              }}
            >
              <b>{texts.shape[name][0]}</b>
              <small>{texts.shape[name][1]}</small>
            </button>
          ))}
        </div>
        {others.length === 0 ? null : <h3 className={styles.label}>{texts.recent}</h3>}
        <div className={styles.recent}>
          {others.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              className={panel.link}
              onClick={() => {
                actions.openRecent(id);
              }}
            >
              {title}
            </button>
          ))}
        </div>
      </div>
    </div>
  );
}

function OneLiner() {
  const { empty: texts } = useTexts().shell;
  const [isCopied, setCopied] = useState(false);
  return (
    <div className={styles.command}>
      <code>
        {oneLiner.split(',').map((word, index) => (
          <span key={word}>
            {index === 0 ? '' : ','}
            <wbr />
            {word}
          </span>
        ))}
      </code>
      <button
        type="button"
        className={panel.button}
        onClick={() => {
          void navigator.clipboard.writeText(oneLiner).then(() => {
            setCopied(true);
          });
        }}
      >
        {isCopied ? texts.copied : texts.copy}
      </button>
    </div>
  );
}

/** Two namespaces that are not there yet. */
function Ghosts() {
  const { empty: texts } = useTexts().shell;
  return (
    <div className={styles.ghosts} aria-hidden="true">
      <span>{texts.drag}</span>
      <span />
    </div>
  );
}
