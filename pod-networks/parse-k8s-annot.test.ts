import { expect, test } from 'vitest'
import { parseK8sAnnot } from './parse-k8s-annot.ts'

test('parseK8sAnnot() reads an object of strings', () => {
  expect(parseK8sAnnot('{"cni":"a,b","x":""}')).toEqual({ cni: 'a,b', x: '' })
})

test.each(['', '{', 'null', '[]', '"cni"', '{"cni":1}', '{"cni":null}'])(
  'parseK8sAnnot() refuses %s',
  (text) => {
    expect(() => parseK8sAnnot(text)).toThrow(
      'Cannot read K8S_ANNOT in CNI_ARGS as it is not a JSON object of strings',
    )
  },
)
