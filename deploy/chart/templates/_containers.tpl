{{/* No container of ours may become more than it is. */}}
{{- define "genie.contained" -}}
allowPrivilegeEscalation: false
capabilities:
  drop: [ALL]
privileged: false
readOnlyRootFilesystem: true
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* Settings of a program, from values. */}}
{{- define "genie.environment" -}}
{{- range $name, $value := . }}
- name: {{ $name }}
  value: {{ $value | toString | quote }}
{{- end }}
{{- end -}}

{{/* What the installer has to know; the uninstallation takes it from the running DaemonSet. */}}
{{- define "genie.installerEnvironment" -}}
- name: GENIE_BIN_DIR
  value: {{ .Values.paths.binDir }}
- name: GENIE_CONF_DIR
  value: {{ .Values.paths.confDir }}
- name: GENIE_STATE_DIR
  value: {{ .Values.paths.stateDir }}
- name: GENIE_DATA_DIR
  value: {{ .Values.paths.dataDir }}
- name: GENIE_SOCKET
  value: {{ .Values.paths.runDir }}/agent.sock
- name: GENIE_REPORT
  value: /dev/termination-log
{{- with .Values.conf }}
- name: GENIE_CONF_NAME
  value: {{ .name | quote }}
- name: GENIE_CNI_VERSION
  value: {{ .cniVersion | quote }}
- name: GENIE_DELEGATE_TIMEOUT_MS
  value: {{ .delegateTimeoutMs | int | quote }}
- name: GENIE_NAMESPACE_ISOLATION
  value: {{ .namespaceIsolation | quote }}
- name: GENIE_GLOBAL_NAMESPACES
  value: {{ join "," .globalNamespaces | quote }}
{{- if .defaultPlugin }}
- name: GENIE_DEFAULT_PLUGIN
  value: {{ .defaultPlugin | quote }}
{{- end }}
{{- if .chained }}
- name: GENIE_CHAINED
  value: {{ .chained | toJson | quote }}
{{- end }}
{{- end }}
{{- end -}}
