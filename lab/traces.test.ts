import { expect, it } from 'vitest'
import { parseMountPoints } from './traces.ts'

it('mount points are the fifth field of each line', () => {
  const mountinfo = `22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:4 net:[4026532177] /run/netns/genie-x rw shared:9 - nsfs nsfs rw
`
  expect(parseMountPoints(mountinfo)).toEqual(['/', '/run/netns/genie-x'])
})
