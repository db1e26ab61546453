import { LocaleProvider } from './i18n/LocaleProvider.tsx';
import { Frame } from './shell/Frame.tsx';

/** The whole interface; it is given a store by context and nothing else. */
export function App() {
  return (
    <LocaleProvider>
      <Frame />
    </LocaleProvider>
  );
}
