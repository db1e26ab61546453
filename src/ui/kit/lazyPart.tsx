import { useEffect, useState, type ComponentType, type ReactNode } from 'react';

const preloads: (() => Promise<unknown>)[] = [];

/**
 * A part of the page that is fetched when it is first drawn, to keep the first load small. Until it is there, a hidden
 * `[data-pending]` says that the page has not settled. Not `React.lazy`: Suspense holds a part back for 300 ms after its
 * fallback, even one that is there already.
 */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => ReactNode {
  let loading: Promise<ComponentType<P>> | undefined;
  let loaded: ComponentType<P> | undefined;

  async function preload(): Promise<ComponentType<P>> {
    loading ??= load();
    try {
      loaded = await loading;
      return loaded;
    } catch (error) {
      // The next time it is drawn is another attempt.
      loading = undefined;
      throw error;
    }
  }

  preloads.push(preload);
  return function LazyPart(props: P) {
    const [Part, setPart] = useState(() => loaded);
    useEffect(() => {
      if (Part !== undefined) return;
      preload().then(
        (arrived) => {
          setPart(() => arrived);
        },
        (error: unknown) => {
          // Thrown while drawing, it reaches the error boundary around this part.
          setPart(() => {
            throw error;
          });
        },
      );
    }, [Part]);
    return Part === undefined ? <span hidden data-pending /> : <Part {...props} />;
  };
}

/** Fetches what may be drawn next, once the page has nothing better to do, so that opening it takes no time. */
export async function preloadParts(): Promise<void> {
  await Promise.allSettled(preloads.map((preload) => preload()));
}
