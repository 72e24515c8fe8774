// Renders the templates of a Helm chart with what Helm itself is made of: text/template and sprig. Everything that
// templates can ask for comes as JSON on standard input, as values are already merged and checked; the rendered files
// go to standard output as JSON, by the names of their templates.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"sort"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	yaml "gopkg.in/yaml.v2"
)

type input struct {
	Chart       map[string]interface{} `json:"chart"`
	Values      map[string]interface{} `json:"values"`
	Release     map[string]interface{} `json:"release"`
	KubeVersion string                 `json:"kubeVersion"`
	APIVersions []string               `json:"apiVersions"`
	Templates   map[string]string      `json:"templates"`
	Files       map[string]string      `json:"files"`
}

type kubeVersion struct{ Version, Major, Minor string }

// String is what printing .Capabilities.KubeVersion gives.
func (v kubeVersion) String() string { return v.Version }

// GitVersion is its older name.
func (v kubeVersion) GitVersion() string { return v.Version }

type apiVersions []string

// Has tells whether the cluster serves a group and version, or a kind of it.
func (v apiVersions) Has(name string) bool {
	for _, each := range v {
		if each == name {
			return true
		}
	}
	return false
}

type files map[string]string

// Get is the content of a file of the chart, or nothing.
func (f files) Get(name string) string { return f[name] }

// Glob is those files whose names match.
func (f files) Glob(pattern string) files {
	found := files{}
	for name, text := range f {
		if ok, err := path.Match(pattern, name); err == nil && ok {
			found[name] = text
		}
	}
	return found
}

// AsConfig is the data of a ConfigMap.
func (f files) AsConfig() string {
	data := map[string]string{}
	for name, text := range f {
		data[path.Base(name)] = text
	}
	return toYaml(data)
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	var in input
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		return err
	}
	root := template.New("chart").Option("missingkey=zero")
	root.Funcs(functions(root))
	names := []string{}
	for name, text := range in.Templates {
		if _, err := root.New(name).Parse(text); err != nil {
			return err
		}
		names = append(names, name)
	}
	sort.Strings(names)
	rendered := map[string]string{}
	for _, name := range names {
		if strings.HasPrefix(path.Base(name), "_") {
			continue
		}
		var out bytes.Buffer
		if err := root.ExecuteTemplate(&out, name, scope(in, name)); err != nil {
			return err
		}
		rendered[name] = strings.ReplaceAll(out.String(), "<no value>", "")
	}
	return json.NewEncoder(os.Stdout).Encode(rendered)
}

func scope(in input, name string) map[string]interface{} {
	parts := strings.SplitN(strings.TrimPrefix(in.KubeVersion, "v"), ".", 3)
	version := kubeVersion{in.KubeVersion, parts[0], parts[1]}
	return map[string]interface{}{
		"Chart":   in.Chart,
		"Values":  in.Values,
		"Release": in.Release,
		"Files":   files(in.Files),
		"Capabilities": map[string]interface{}{
			"KubeVersion": version,
			"APIVersions": apiVersions(in.APIVersions),
		},
		"Template":  map[string]interface{}{"Name": name, "BasePath": path.Dir(name)},
		"Subcharts": map[string]interface{}{},
	}
}

func functions(root *template.Template) template.FuncMap {
	all := sprig.TxtFuncMap()
	delete(all, "env")
	delete(all, "expandenv")
	all["toYaml"] = toYaml
	all["fromYaml"] = fromYaml
	all["toJson"] = toJSON
	all["fromJson"] = fromYaml
	all["include"] = func(name string, data interface{}) (string, error) {
		var out bytes.Buffer
		err := root.ExecuteTemplate(&out, name, data)
		return out.String(), err
	}
	all["tpl"] = func(text string, data interface{}) (string, error) {
		copied, err := root.Clone()
		if err != nil {
			return "", err
		}
		parsed, err := copied.New("tpl").Parse(text)
		if err != nil {
			return "", err
		}
		var out bytes.Buffer
		err = parsed.Execute(&out, data)
		return out.String(), err
	}
	all["required"] = func(message string, value interface{}) (interface{}, error) {
		if value == nil || value == "" {
			return nil, fmt.Errorf("%s", message)
		}
		return value, nil
	}
	all["lookup"] = func(string, string, string, string) map[string]interface{} {
		return map[string]interface{}{}
	}
	return all
}

// As sigs.k8s.io/yaml has it: by way of JSON, so that numbers look alike.
func toYaml(value interface{}) string {
	var plain interface{}
	if yaml.Unmarshal([]byte(toJSON(value)), &plain) != nil {
		return ""
	}
	text, err := yaml.Marshal(plain)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(string(text), "\n")
}

func toJSON(value interface{}) string {
	text, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(text)
}

func fromYaml(text string) map[string]interface{} {
	var found map[interface{}]interface{}
	if err := yaml.Unmarshal([]byte(text), &found); err != nil {
		return map[string]interface{}{"Error": err.Error()}
	}
	return plainKeys(found).(map[string]interface{})
}

func plainKeys(value interface{}) interface{} {
	switch typed := value.(type) {
	case map[interface{}]interface{}:
		plain := map[string]interface{}{}
		for key, each := range typed {
			plain[fmt.Sprint(key)] = plainKeys(each)
		}
		return plain
	case []interface{}:
		for index, each := range typed {
			typed[index] = plainKeys(each)
		}
	}
	return value
}
