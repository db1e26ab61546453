import { useReactFlow } from '@xyflow/react';
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { setUiState } from '../shell/uiState.ts';
import type { CanvasNode } from './canvasNode.ts';
import styles from './CanvasSearch.module.css';
import type { CanvasActions } from './useCanvasActions.ts';

const mostHits = 9;

/** Finds an object by any part of its name, kind, namespace or address, and goes there. */
export function CanvasSearch({ canvas }: { readonly canvas: CanvasActions }) {
  const { canvas: texts } = useTexts().shell;
  const flow = useReactFlow<CanvasNode>();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const hits = flow
    .getNodes()
    .filter((node) => matches(node, query))
    .slice(0, mostHits);

  useLayoutEffect(() => {
    field.current?.focus();
  }, []);

  function close(): void {
    setUiState({ searching: false });
  }

  function go(node: CanvasNode | undefined): void {
    close();
    if (node !== undefined) canvas.goTo(node.id);
  }

  function handleKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter') go(hits[chosen]);
    else if (event.key === 'ArrowDown') setChosen((chosen + 1) % Math.max(1, hits.length));
    else if (event.key === 'ArrowUp') setChosen((chosen + hits.length - 1) % Math.max(1, hits.length));
    else return;
    event.preventDefault();
  }

  return (
    <div className={styles.box}>
      <input
        ref={field}
        className={styles.field}
        type="search"
        role="combobox"
        aria-label={texts.search}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={hits[chosen] === undefined ? undefined : `${id}-${String(chosen)}`}
        autoComplete="off"
        spellCheck={false}
        placeholder={texts.searchHint}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setChosen(0);
        }}
        onKeyDown={handleKeyDown}
        onBlur={close}
      />
      <div id={`${id}-list`} role="listbox" aria-label={texts.search} className={styles.list}>
        {hits.map((node, index) => (
          <div
            key={node.id}
            id={`${id}-${String(index)}`}
            role="option"
            aria-selected={index === chosen}
            className={styles.hit}
            onPointerDown={(event) => {
              event.preventDefault();
              go(node);
            }}
            onPointerEnter={() => {
              setChosen(index);
            }}
          >
            <b>{node.data.ref.name}</b>
            <small>
              {[node.data.ref.kind, node.data.ref.namespace, addressesOf(node)[0]].filter(Boolean).join(' · ')}
            </small>
          </div>
        ))}
      </div>
      {hits.length === 0 ? <p className={styles.none}>{texts.searchEmpty}</p> : null}
    </div>
  );
}

function addressesOf(node: CanvasNode): readonly string[] {
  switch (node.type) {
    case 'workload':
      return node.data.workload.addresses;
    case 'service':
      return node.data.service.addresses;
    case 'gateway':
      return node.data.gateway.addresses;
    default:
      return [];
  }
}

function matches(node: CanvasNode, query: string): boolean {
  const { kind, namespace = '', name } = node.data.ref;
  const text = [kind, `${namespace}/${name}`, ...addressesOf(node)].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(' ')
    .every((word) => text.includes(word));
}
