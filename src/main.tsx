import './trustedTypes.ts';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import 'virtual:chinese-font.css';
import './ui/theme.css';
import { createRoot } from 'react-dom/client';
import { App } from '#ui/App.tsx';
import { AppStoreContext } from '#ui/useAppStore.ts';
import { startPlayground } from './startPlayground.ts';

/** Text is measured by the layout, so nothing is drawn before the fonts are there; slow ones are not waited for. */
const fontPatienceMs = 1500;

async function fontsReady(): Promise<void> {
  const fonts = ['400 13px "Inter Variable"', '600 13px "Inter Variable"', '400 12px "JetBrains Mono Variable"'];
  const loaded = Promise.all(fonts.map((font) => document.fonts.load(font)));
  const patience = new Promise((resolve) => setTimeout(resolve, fontPatienceMs));
  await Promise.race([loaded, patience]).catch(() => undefined);
}

const host = document.getElementById('root');
if (host === null) throw new Error('the page has no root');
const [store] = await Promise.all([startPlayground(), fontsReady()]);
createRoot(host).render(
  <AppStoreContext value={store}>
    <App />
  </AppStoreContext>,
);
