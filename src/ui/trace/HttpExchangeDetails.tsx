import type { HttpExchange } from '#model/trace.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { statusPhrase } from './statusPhrase.ts';
import styles from './Details.module.css';

type Headers = Readonly<Record<string, string | readonly string[]>>;

/** The request as the backend saw it and the answer as the caller got it, on demand. */
export function HttpExchangeDetails({ http }: { readonly http: HttpExchange | null }) {
  const { exchange: texts } = useTexts().panels.trace;
  if (http === null) return null;
  const { received, response, mirroredTo } = http;
  return (
    <details className={styles.details}>
      <summary>{texts.title}</summary>
      {received === undefined ? null : (
        <>
          <h3>{texts.received}</h3>
          <pre>
            {[`${received.method} ${received.path}`, `host: ${received.host}`, ...headerLines(received.headers)].join(
              '\n',
            )}
          </pre>
        </>
      )}
      <h3>{texts.response}</h3>
      {response === undefined ? (
        <p>{texts.noResponse}</p>
      ) : (
        <pre>
          {[
            statusPhrase(response.status),
            ...(response.grpcStatus === null ? [] : [`grpc-status: ${String(response.grpcStatus)}`]),
            ...headerLines(response.headers),
            '',
            response.body === '' ? `(${texts.emptyBody})` : response.body,
          ].join('\n')}
        </pre>
      )}
      {mirroredTo.length === 0 ? null : (
        <>
          <h3>{texts.mirrored}</h3>
          <p>{mirroredTo.join(', ')}</p>
        </>
      )}
    </details>
  );
}

function headerLines(headers: Headers): readonly string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((line) => `${name}: ${line}`),
  );
}
