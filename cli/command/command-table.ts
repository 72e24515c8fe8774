import { completionCommand } from '../completion/completion-command.ts'
import { dashboardCommand } from '../dashboard/dashboard-command.ts'
import { doctorCommand } from '../doctor/doctor-command.ts'
import { networksCommand } from '../networks/networks-command.ts'
import { pricesCommand } from '../prices/prices-command.ts'
import { profilesCommand } from '../profiles/profiles-command.ts'
import { rankCommand } from '../rank/rank-command.ts'
import { simulateCommand } from '../simulate/simulate-command.ts'
import { sourcesCommand } from '../sources/sources-command.ts'
import { statusCommand } from '../status/status-command.ts'
import { uninstallCommand } from '../uninstall/uninstall-command.ts'
import { versionCommand } from '../version/version-command.ts'
import { whatIfCommand } from '../what-if/what-if-command.ts'
import { whyCommand } from '../why/why-command.ts'
import type { Command } from './command.ts'

/** Every command, in the order of the help. Dispatch, help, documentation and completion are made of it. */
export const commands: readonly Command[] = [
  networksCommand,
  rankCommand,
  whyCommand,
  sourcesCommand,
  profilesCommand,
  pricesCommand,
  statusCommand,
  dashboardCommand,
  simulateCommand,
  whatIfCommand,
  doctorCommand,
  uninstallCommand,
  completionCommand,
  versionCommand,
]
