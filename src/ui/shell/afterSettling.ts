/** Resolves once the page has come to rest for the first time: then there is time to load what may be wanted next. */
export function afterSettling(): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.body.dataset['settled'] === 'true') resolve();
      else setTimeout(look, 120);
    };
    look();
  });
}
