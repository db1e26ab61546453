import { Fragment } from 'react';
import styles from './Prose.module.css';

/** A text of a lesson: an empty line begins a paragraph, backticks hold code. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <div className={styles.prose}>
      {text.split(/\n\s*\n/).map((paragraph, index) => (
        <p key={index}>
          <Words text={paragraph} />
        </p>
      ))}
    </div>
  );
}

/** One line of such a text, inside of something else. */
export function Words({ text }: { readonly text: string }) {
  return (
    <>
      {text.split('`').map((part, index) =>
        index % 2 === 0 ? (
          <Fragment key={index}>{part}</Fragment>
        ) : (
          <code key={index} className={styles.code}>
            {part}
          </code>
        ),
      )}
    </>
  );
}
