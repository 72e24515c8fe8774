{{- /* What addresses are counted by, for the CNIs that the values name: each is followed only where a node has a network of it. */ -}}
{{- define "genie.addressRules" -}}
# What addresses are counted by: followed only on nodes that have a network of the CNI.
{{- with .Values.addresses }}
{{- if .node }}
- apiGroups: ['']
  resources: [nodes]
  verbs: [get, list, watch]
{{- end }}
{{- if .calico }}
- apiGroups: [crd.projectcalico.org]
  resources: [ippools, ipamblocks, ipamconfigs]
  verbs: [get, list, watch]
- apiGroups: [projectcalico.org]
  resources: [ippools, ipamblocks, ipamconfigurations]
  verbs: [get, list, watch]
{{- end }}
{{- if .cilium }}
- apiGroups: [cilium.io]
  resources: [ciliumnodes]
  verbs: [get, list, watch]
{{- end }}
{{- if .kubeOvn }}
- apiGroups: [kubeovn.io]
  resources: [subnets]
  verbs: [get, list, watch]
{{- end }}
{{- if .whereabouts }}
- apiGroups: [whereabouts.cni.cncf.io]
  resources: [ippools, nodeslicepools]
  verbs: [get, list, watch]
{{- end }}
{{- if .antrea }}
- apiGroups: [crd.antrea.io]
  resources: [ippools]
  verbs: [get, list, watch]
{{- end }}
{{- if .azure }}
- apiGroups: [acn.azure.com]
  resources: [nodenetworkconfigs]
  verbs: [get, list, watch]
{{- end }}
{{- if .gke }}
- apiGroups: [networking.gke.io]
  resources: [gkenetworkparamsets]
  verbs: [get, list, watch]
{{- end }}
{{- if .spiderpool }}
- apiGroups: [spiderpool.spidernet.io]
  resources: [spiderippools]
  verbs: [get, list, watch]
{{- end }}
{{- end }}
{{- end -}}

{{- /* The same CNIs, for the agent: it asks for nothing that it has no right to. */ -}}
{{- define "genie.addressObjects" -}}
{{- $granted := list -}}
{{- range $name, $isGranted := .Values.addresses -}}
{{- if $isGranted -}}{{- $granted = append $granted $name -}}{{- end -}}
{{- end -}}
{{- join "," $granted | default "none" -}}
{{- end -}}
