import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';

/**
 * A part of the page that is fetched when it is first drawn, to keep the first load small. Until it is there, a hidden
 * `[data-pending]` says that the page has not settled.
 */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => ReactNode {
  const Part = lazy(async () => ({ default: await load() }));
  return function LazyPart(props: P) {
    return (
      <Suspense fallback={<span hidden data-pending />}>
        <Part {...props} />
      </Suspense>
    );
  };
}
