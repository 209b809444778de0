import './style.css'
import { loadMount, readFramework } from './load-mount.ts'

// Side by side, as each brings many files of its own.
void loadMount(readFramework())
void import('./page.ts')
