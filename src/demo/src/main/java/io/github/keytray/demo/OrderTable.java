package io.github.keytray.demo;

import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import javax.swing.BorderFactory;
import javax.swing.JTable;
import javax.swing.SwingConstants;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.DefaultTableCellRenderer;

/** The orders, one a row. */
final class OrderTable extends JTable {
    private static final String[] COLUMNS = {"Order", "Customer", "Placed", "State", "Amount"};
    private static final int[] WIDTHS = {90, 210, 110, 90, 110};
    private static final int AMOUNT = 4;

    private final Model orders;

    OrderTable() {
        this(new Model());
    }

    private OrderTable(Model orders) {
        super(orders);
        this.orders = orders;
        setRowHeight(22);
        setShowVerticalLines(false);
        setGridColor(new Color(0xE0E4EA));
        setIntercellSpacing(new Dimension(0, 1));
        setFillsViewportHeight(true);
        setAutoCreateRowSorter(true);
        setDefaultRenderer(Object.class, new Cell());
        setDefaultRenderer(BigDecimal.class, new Cell());
        for (int column = 0; column < WIDTHS.length; column++) {
            getColumnModel().getColumn(column).setPreferredWidth(WIDTHS[column]);
        }
    }

    void show(List<Order> rows) {
        orders.rows = rows;
        orders.fireTableDataChanged();
    }

    private static final class Model extends AbstractTableModel {
        private List<Order> rows = List.of();

        @Override
        public int getRowCount() {
            return rows.size();
        }

        @Override
        public int getColumnCount() {
            return COLUMNS.length;
        }

        @Override
        public String getColumnName(int column) {
            return COLUMNS[column];
        }

        @Override
        public Class<?> getColumnClass(int column) {
            return column == AMOUNT ? BigDecimal.class : Object.class;
        }

        @Override
        public Object getValueAt(int row, int column) {
            Order order = rows.get(row);
            return switch (column) {
                case 0 -> order.number();
                case 1 -> order.customer();
                case 2 -> order.placed();
                case 3 -> order.state();
                default -> order.amount();
            };
        }
    }

    private static final class Cell extends DefaultTableCellRenderer {
        private final NumberFormat money = NumberFormat.getInstance(Locale.UK);

        Cell() {
            money.setMinimumFractionDigits(2);
        }

        @Override
        public Component getTableCellRendererComponent(
                JTable table, Object value, boolean selected, boolean focused, int row, int column) {
            boolean amount = value instanceof BigDecimal;
            super.getTableCellRendererComponent(
                    table, amount ? money.format(value) : value, selected, false, row, column);
            setHorizontalAlignment(amount ? SwingConstants.TRAILING : SwingConstants.LEADING);
            setBorder(BorderFactory.createEmptyBorder(0, 8, 0, 8));
            return this;
        }
    }
}
