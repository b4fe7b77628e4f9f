# Unpacks Debian's Prometheus and its node exporter: .cache/bin/prometheus, promtool and
# prometheus-node-exporter. Installed into the system, they would run as services.
# shellcheck shell=bash
set -euo pipefail
# shellcheck source=scripts/provision.d/lib/base.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/base.sh"
# shellcheck source=scripts/provision.d/lib/apt.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/apt.sh"

recipe=1
release=$(os_release VERSION_CODENAME)

# build_prometheus DIR unpacks the packages without their dependencies. The programs need
# only the C library, which the machine has: they are from its own release.
build_prometheus() {
	local dir=$1 state=$CACHE/tmp/apt-prometheus deb
	rm -rf "$state"
	apt_for "$state" "$release"
	retry apt_in "$state" update
	(cd "$dir" && retry apt_in "$state" download prometheus prometheus-node-exporter)
	for deb in "$dir"/*.deb; do
		dpkg -x "$deb" "$dir"
		rm "$deb"
	done
	rm -rf "$state"
}

is_debian || skip_tool "Prometheus" "provisioning supports only Debian"
install_into prometheus "Debian $release, recipe $recipe" build_prometheus
for name in prometheus promtool prometheus-node-exporter; do
	link_bin "$name" "prometheus/usr/bin/$name"
done
