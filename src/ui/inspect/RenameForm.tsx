import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import styles from './InspectPanel.module.css';

interface RenameFormProps {
  readonly name: string;
  /** Called with nothing when the user thinks better of it. */
  readonly onRename: (to: string | undefined) => void;
}

/** A new name; everything that names the object follows. */
export function RenameForm({ name, onRename }: RenameFormProps) {
  const { actions: texts } = useTexts().panels.inspect;
  const [to, setTo] = useState(name);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    input.current?.select();
  }, []);

  function handleSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    const wanted = to.trim();
    onRename(wanted === '' || wanted === name ? undefined : wanted);
  }

  return (
    <form className={styles.rename} onSubmit={handleSubmit}>
      <input
        ref={input}
        className={kit.input}
        aria-label={texts.newName}
        spellCheck={false}
        value={to}
        onChange={({ target }) => {
          setTo(target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onRename(undefined);
        }}
      />
      <button type="submit" className={kit.button}>
        {texts.apply}
      </button>
      <button
        type="button"
        className={kit.quiet}
        onClick={() => {
          onRename(undefined);
        }}
      >
        {texts.cancel}
      </button>
    </form>
  );
}
