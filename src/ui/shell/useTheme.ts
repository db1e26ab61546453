import { useEffect } from 'react';
import { useAppStore } from '#ui/useAppStore.ts';

/** Puts the chosen colours on the page, and follows the system where that is the choice. */
export function useTheme(): void {
  const theme = useAppStore((state) => state.theme);

  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const apply = (): void => {
      document.documentElement.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    };
    apply();
    dark.addEventListener('change', apply);
    return () => {
      dark.removeEventListener('change', apply);
    };
  }, [theme]);
}
