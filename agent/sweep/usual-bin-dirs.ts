/** Where delegates are if GENIE_BIN_DIR does not say; records have their own since version 2. */
export const usualBinDirs = '/opt/cni/bin:/usr/lib/cni'
